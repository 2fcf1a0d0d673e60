import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Ids } from "@/lib/sandbox/world/detail/ids";

const ids = new Ids(7);
const index = fc.integer({ min: 0, max: 2 ** 30 });

describe("Ids", () => {
  it("look like those of AWS", () => {
    expect(ids.requestId(0)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids.gatewayRequestId(0)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/);
    expect(ids.extendedRequestId(0)).toMatch(/^[A-Za-z0-9+/]{15}=$/);
    expect(ids.traceId(0, 0, 0x6ac7d554)).toMatch(/^1-6ac7d554-[0-9a-f]{24}$/);
    expect(ids.segmentId(0, 1)).toMatch(/^[0-9a-f]{16}$/);
    expect(ids.environmentId(0)).toMatch(/^[0-9a-f]{32}$/);
  });

  it("lead back to their record", () => {
    fc.assert(
      fc.property(index, fc.constantFrom<0 | 1>(0, 1), (number, kind) => {
        expect(ids.firstAttemptOf(ids.requestId(number))).toBe(number);
        expect(ids.traceRootOf(ids.traceId(kind, number, 1_768_000_000))).toEqual({
          kind,
          index: number,
        });
      }),
    );
  });

  it("refuse what they never made", () => {
    const real = ids.requestId(5);
    const changed = real.slice(0, -1) + (real.endsWith("0") ? "1" : "0");
    expect(ids.firstAttemptOf(changed)).toBeUndefined();
    expect(ids.firstAttemptOf(new Ids(8).requestId(5))).toBeUndefined();
    for (const text of ["", "x", "undefined", "zzzzzzzz-0000-4000-8000-000000000000"]) {
      expect(ids.firstAttemptOf(text)).toBeUndefined();
      expect(ids.traceRootOf(text)).toBeUndefined();
    }
  });

  it("do not repeat", () => {
    const made = Array.from({ length: 20_000 }, (_, i) => [
      ids.requestId(i),
      ids.gatewayRequestId(i),
      ids.extendedRequestId(i),
      ids.traceId(0, i, 1),
      ids.traceId(1, i, 1),
      ids.segmentId(i, 0),
      ids.segmentId(i, 1),
      ids.segmentId(i, 2),
    ]).flat();
    expect(new Set(made).size).toBe(made.length);
  });
});
