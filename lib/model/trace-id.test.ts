import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timeOfTraceId, w3cTraceId, xrayTraceId } from "@/lib/model/trace-id";

const ID = "1-4efaaf4d-1e8720b39541901950019ee5";

describe("xrayTraceId", () => {
  it.each([
    ID,
    "4efaaf4d1e8720b39541901950019ee5",
    " 1-4EFAAF4D-1E8720B39541901950019EE5\n",
    `Root=${ID};Parent=53995c3f42cd8ad8;Sampled=1`,
    `X-Amzn-Trace-Id: Self=1-67891234-12456789abcdef012345678;Root=${ID}`,
    "00-4efaaf4d1e8720b39541901950019ee5-53995c3f42cd8ad8-01",
  ])("reads %j", (text) => {
    expect(xrayTraceId(text)).toBe(ID);
  });

  it.each([
    "",
    "53995c3f42cd8ad8",
    "1-4efaaf4d-1e8720b39541901950019ee",
    "1-4efaaf4d-1e8720b39541901950019ee55",
    "2-4efaaf4d-1e8720b39541901950019ee5",
    "8d5958b5-559f-43f3-b278-b71dd7dd0e01",
    "x4efaaf4d1e8720b39541901950019ee5",
  ])("does not take %j for one", (text) => {
    expect(xrayTraceId(text)).toBeNull();
  });

  it("reads both spellings of any id alike", () => {
    const hex = (length: number) =>
      fc.array(fc.constantFrom(..."0123456789abcdef"), { minLength: length, maxLength: length });
    fc.assert(
      fc.property(hex(8), hex(24), (time, rest) => {
        const id = `1-${time.join("")}-${rest.join("")}`;
        expect(xrayTraceId(w3cTraceId(id))).toBe(id);
      }),
    );
  });

  it("tells the time", () => {
    expect(timeOfTraceId(ID)).toBe(Date.UTC(2011, 11, 28, 5, 55, 25));
  });
});
