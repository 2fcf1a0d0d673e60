import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BadParameter } from "@/lib/url/bad-parameter";
import { parseTraces, type TracesParams, tracesPath, tracesSearch } from "@/lib/url/traces";

describe("parseTraces", () => {
  it("reads every parameter", () => {
    expect(
      parseTraces({
        filter: "fault AND responsetime > 1",
        cold: "true",
        group: "annotation:customer_tier",
        scale: "linear",
        select: "1768478400000~1768478460000~500~30000.5",
        pick: "GET /orders",
        against: "",
        limit: "500",
      }),
    ).toEqual({
      filter: "fault AND responsetime > 1",
      cold: true,
      group: { by: "annotation", key: "customer_tier" },
      scale: "linear",
      select: { fromMs: 1768478400000, toMs: 1768478460000, minMs: 500, maxMs: 30000.5 },
      pick: "GET /orders",
      against: null,
      limit: 500,
    });
  });

  it.each([
    ["cold", "maybe"],
    ["group", "annotation:"],
    ["group", "colour"],
    ["scale", "cubic"],
    ["select", "1~2~3"],
    ["select", "2~1~3~4"],
    ["select", "1~2~4~3"],
    ["select", "a~b~c~d"],
    ["limit", "0"],
    ["limit", "1e9"],
    ["limit", "100001"],
  ])("refuses %s=%s", (name, value) => {
    expect(() => parseTraces({ [name]: value })).toThrow(BadParameter);
  });

  it("is the inverse of tracesSearch", () => {
    const text = fc.string({ minLength: 1, maxLength: 30 }).filter((each) => each.trim() === each);
    const params: fc.Arbitrary<TracesParams> = fc.record({
      filter: fc.option(text),
      cold: fc.boolean(),
      group: fc.oneof(
        fc
          .constantFrom("route" as const, "service" as const, "status" as const)
          .map((by) => ({ by, key: null })),
        text.map((key) => ({ by: "annotation" as const, key })),
      ),
      scale: fc.constantFrom("log" as const, "linear" as const),
      select: fc.option(
        fc
          .tuple(fc.integer({ min: 1, max: 4e12 }), fc.nat(1e7), fc.nat(1e5), fc.nat(1e5))
          .map(([fromMs, length, minMs, more]) => ({
            fromMs,
            toMs: fromMs + length,
            minMs: minMs / 10,
            maxMs: (minMs + more) / 10,
          })),
      ),
      pick: fc.option(text),
      against: fc.option(text),
      limit: fc.integer({ min: 1, max: 100_000 }),
    });
    fc.assert(
      fc.property(params, (each) => {
        expect(parseTraces(tracesSearch(each))).toEqual(each);
      }),
    );
  });

  it("leaves out what is as usual", () => {
    expect(tracesSearch(parseTraces({}))).toEqual({});
    expect(tracesPath('service("a")')).toBe("/traces?filter=service%28%22a%22%29");
    expect(tracesPath(null)).toBe("/traces");
  });
});
