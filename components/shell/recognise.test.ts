import { expect, it } from "vitest";
import { describeRange, shiftedWindow } from "@/components/shell/presets";
import { recognise, requestIdIn } from "@/components/shell/recognise";
import { isoInZone } from "@/components/shell/wall-clock";
import { zoneFromCookie } from "@/components/shell/zone-cookie";

const apis = [{ id: "a1b2c3d4e5", stage: "prod" }];

it.each([
  ["arn:aws:lambda:eu-west-1:123456789012:function:orders-api", "/functions/orders-api", "eu-west-1"],
  ["arn:aws:lambda:eu-west-1:123456789012:function:orders-api:live", "/functions/orders-api", "eu-west-1"],
  [" /aws/lambda/orders-api ", "/functions/orders-api", null],
  ["arn:aws:cloudwatch:eu-west-1:123456789012:alarm:pay: errors", "/alarms?alarm=pay%3A+errors", "eu-west-1"],
  ["arn:aws:apigateway:us-east-1::/restapis/a1b2c3d4e5/stages/prod", "/apis/a1b2c3d4e5/prod", "us-east-1"],
  ["arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5", "/apis/a1b2c3d4e5/prod", "us-east-1"],
  [
    "https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod/orders",
    "/apis/a1b2c3d4e5/prod",
    "us-east-1",
  ],
  ["https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/orders", "/apis/a1b2c3d4e5/prod", "us-east-1"],
])("%s leads to %s", (text, path, region) => {
  expect(recognise(text, apis)).toMatchObject({ path, region });
});

it("recognises nothing else", () => {
  for (const text of ["", "orders", "arn:aws:s3:::bucket", "8d5958b5-559f-43f3-b278-b71dd7dd0e01"]) {
    expect(recognise(text, apis)).toBeUndefined();
  }
});

const uuid = "8d5958b5-559f-43f3-b278-b71dd7dd0e01";
const trace = "1-58406520-a006649127e371903a2de979";

it.each([
  [uuid, uuid],
  [`RequestId: ${uuid.toUpperCase()}\tDuration: 3 ms`, uuid],
  [`{"requestId":"${uuid}","traceId":"${trace}"}`, uuid],
  ["x-amz-apigw-id: JKJaXmPLvHcESHA=", "JKJaXmPLvHcESHA="],
  [`X-Amzn-Trace-Id: Root=${trace};Parent=53995c3f42cd8ad8;Sampled=1`, trace],
  ["00-58406520a006649127e371903a2de979-53995c3f42cd8ad8-01", trace],
  ["58406520A006649127E371903A2DE979", trace],
])("%s holds an id", (text, id) => {
  expect(requestIdIn(text)).toBe(id);
});

it("takes no other text for an id", () => {
  for (const text of [
    "",
    "orders-api",
    "a=b",
    `${uuid}0`,
    `x${trace}`,
    "deadbeef",
    "/aws/lambda/orders-api",
  ]) {
    expect(requestIdIn(text)).toBeUndefined();
  }
});

it("names ranges", () => {
  expect(describeRange("now-3h", "now", "UTC")).toBe("Last 3 hours");
  expect(describeRange("now-5h", "now", "UTC")).toBe("Last 5 hours");
  expect(describeRange("now-1w", "now", "UTC")).toBe("Last 1 week");
  expect(describeRange("2026-01-15T12:00Z", "1768482000000", "UTC")).toBe("15 Jan 12:00 – 13:00 UTC");
  expect(describeRange("x".repeat(200), "now", "UTC")).toHaveLength(48);
});

it("moves a window by its own length and never beyond now", () => {
  const window = { fromMs: 60_000, toMs: 120_000, nowMs: 150_000 };
  expect(shiftedWindow(window, -1)).toEqual({ fromMs: 0, toMs: 60_000 });
  expect(shiftedWindow(window, 1)).toEqual({ fromMs: 120_000, toMs: 180_000 });
  expect(shiftedWindow({ fromMs: 120_000, toMs: 180_000, nowMs: 150_000 }, 1)).toEqual({
    fromMs: 120_000,
    toMs: 180_000,
  });
});

it("writes instants as the reader's clock with its offset", () => {
  const noon = Date.UTC(2026, 0, 15, 12);
  expect(isoInZone(noon, "UTC")).toBe("2026-01-15T12:00Z");
  expect(isoInZone(noon, "Europe/Berlin")).toBe("2026-01-15T13:00+01:00");
  expect(isoInZone(noon, "America/St_Johns")).toBe("2026-01-15T08:30-03:30");
});

it("falls back to UTC for a cookie that names no zone", () => {
  expect(zoneFromCookie("Europe/Berlin")).toBe("Europe/Berlin");
  expect(zoneFromCookie("Nowhere/Land")).toBe("UTC");
  expect(zoneFromCookie(undefined)).toBe("UTC");
});
