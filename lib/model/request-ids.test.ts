import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseId, findIds, traceBeginMs, traceIdIn } from "@/lib/model/request-ids";
import { w3cTraceId, xrayTraceId } from "@/lib/model/trace-id";

const LAMBDA = "8d5958b5-559f-43f3-b278-b71dd7dd0e01";
const TRACE = "1-5c755b5d-07b29b94e632d3da19d88789";
const EXTENDED = "Vts2pH6ArPEFcuQ=";

describe("findIds", () => {
  it.each([
    [LAMBDA, [LAMBDA, "gateway lambda"]],
    [`RequestId: ${LAMBDA}\tDuration`, [LAMBDA, "gateway lambda"]],
    [`${LAMBDA}_REPLACED_INVALID_REQUEST_ID`, [`${LAMBDA}_REPLACED_INVALID_REQUEST_ID`, "gateway"]],
    [EXTENDED, [EXTENDED, "extended gateway"]],
    ["x-amz-apigw-id: a+b/cdH6ArPEF9Q=", ["a+b/cdH6ArPEF9Q=", "extended gateway"]],
    [TRACE, [TRACE, "trace"]],
    [`Root=${TRACE};Parent=53995c3f42cd8ad8;Sampled=1`, [TRACE, "trace"]],
    ["5c755b5d07b29b94e632d3da19d88789", [TRACE, "trace"]],
    ["00-5C755b5d07b29b94e632d3da19d88789-53995c3f42cd8ad8-01", [TRACE, "trace"]],
  ])("reads %s", (text, [id, kinds]) => {
    expect(findIds(text).map((one) => [one.id, one.kinds.join(" ")])).toEqual([[id, kinds]]);
  });

  it.each(["", "orders", "1-5c755b5d-07b29b94", `${LAMBDA}0`, `x${LAMBDA}`, "========", "name=value"])(
    "finds nothing in %j",
    (text) => {
      expect(findIds(text)).toEqual([]);
    },
  );

  it("finds every id of a pasted answer once, and leaves out Self", () => {
    const text = `x-amz-apigw-id: ${EXTENDED}\nx-amzn-requestid: ${LAMBDA}\nX-Amzn-Trace-Id: Self=1-00000000-07b29b94e632d3da19d88789;Root=${TRACE}\n${LAMBDA}`;
    const found = findIds(text);
    expect(found.map(({ id }) => id)).toEqual([EXTENDED, LAMBDA, TRACE]);
    expect(chooseId(found)?.id).toBe(LAMBDA);
    expect(chooseId(found.filter(({ id }) => id !== LAMBDA))?.id).toBe(EXTENDED);
    expect(chooseId([])).toBeNull();
  });

  it("never throws and finds only what stands in the text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const { at } of findIds(text)) expect(at).toBeLessThan(text.length);
      }),
    );
  });
});

it("spells trace ids both ways, and reads their time", () => {
  expect(xrayTraceId(w3cTraceId(TRACE))).toBe(TRACE);
  expect(traceIdIn(`Root=${TRACE}`)).toBe(TRACE);
  expect(traceIdIn("nothing")).toBeNull();
  expect(traceBeginMs(TRACE)).toBe(0x5c755b5d * 1000);
  expect(traceBeginMs("1-00000001-07b29b94e632d3da19d88789")).toBeNull();
});
