import { expect, it } from "vitest";
import { matchesSource, searchedFor, sourcesText } from "@/components/logs/source-search";

const access = {
  key: "access:a1b2c3d4e5/prod",
  label: "shop-api / prod",
  detail: "/aws/apigateway/shop-api",
};
const fn = { key: "fn:orders-api", label: "orders-api", detail: "/shop/orders" };
const choices = { functions: [fn], accessLogs: [access], executionLogs: [], groups: [] };

it.each([
  ["arn:aws:lambda:eu-west-1:123456789012:function:Orders-api:live", "orders-api"],
  ["arn:aws:apigateway:us-east-1::/restapis/a1b2c3d4e5/stages/prod", "a1b2c3d4e5"],
  ["arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/prod", "a1b2c3d4e5"],
  ["arn:aws:logs:us-east-1:123456789012:log-group:/shop/orders:*", "/shop/orders"],
  ["https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod", "a1b2c3d4e5"],
  [" Shop ", "shop"],
])("%s is looked for as %s", (text, inner) => {
  expect(searchedFor(text)).toBe(inner);
});

it("finds by name, id, group and ARN", () => {
  for (const text of ["shop-api", "PROD", "a1b2c3", "arn:aws:apigateway:us-east-1::/apis/a1b2c3d4e5"]) {
    expect(matchesSource(access, text)).toBe(true);
  }
  expect(matchesSource(fn, "/shop/")).toBe(true);
  expect(matchesSource(fn, "a1b2c3")).toBe(false);
});

it("names APIs by name and stage, and by id while names are not there", () => {
  const source = { kind: "api-access", apiId: "a1b2c3d4e5", stage: "prod" } as const;
  expect(sourcesText([source], choices)).toBe("shop-api / prod access log");
  expect(sourcesText([source], null)).toBe("a1b2c3d4e5 / prod access log");
  expect(sourcesText([source, { kind: "function", name: "x" }], choices)).toBe(
    "shop-api / prod access log and 1 more",
  );
  expect(sourcesText([], choices)).toBe("Choose what to read");
});
