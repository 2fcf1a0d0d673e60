import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BadParameter } from "@/lib/url/bad-parameter";
import { coldStartSearch, coldStartWays, parseColdStarts } from "@/lib/url/cold-starts";

describe("parseColdStarts", () => {
  it("asks for every function when nothing is said", () => {
    expect(parseColdStarts({})).toEqual({ functions: [], by: null, consent: false, routes: false });
    expect(parseColdStarts({ fn: " a ,b,,a ", consent: "1" })).toEqual({
      functions: ["a", "b"],
      by: null,
      consent: true,
      routes: false,
    });
  });

  it("refuses what is no function name and no way of reading", () => {
    expect(() => parseColdStarts({ fn: "a b" })).toThrow(BadParameter);
    expect(() => parseColdStarts({ fn: Array.from({ length: 51 }, (_, i) => `f${i}`).join(",") })).toThrow(
      BadParameter,
    );
    expect(() => parseColdStarts({ by: "guess" })).toThrow(BadParameter);
  });

  it("is undone by its inverse", () => {
    const params = fc.record({
      functions: fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/), { maxLength: 9 }),
      by: fc.constantFrom(null, ...coldStartWays),
      consent: fc.boolean(),
      routes: fc.boolean(),
    });
    fc.assert(
      fc.property(params, (wanted) => {
        const search = Object.entries(coldStartSearch(wanted)).filter(([, value]) => value !== null);
        expect(parseColdStarts(Object.fromEntries(search.map(([key, value]) => [key, value ?? ""])))).toEqual(
          wanted,
        );
      }),
    );
  });
});
