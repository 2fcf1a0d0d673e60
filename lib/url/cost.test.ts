import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BadParameter } from "@/lib/url/bad-parameter";
import { type CostParams, costSearch, costWays, parseCost } from "@/lib/url/cost";

describe("the parameters of the cost page", () => {
  it("has metrics, the whole account and list prices for defaults", () => {
    const defaults: CostParams = { functions: [], by: "metrics", consent: false, freeTier: false };
    expect(parseCost({})).toEqual(defaults);
    expect(Object.values(costSearch(defaults)).every((value) => value === null)).toBe(true);
  });

  it("reads what it writes", () => {
    const params = fc.record({
      functions: fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/), { maxLength: 5 }),
      by: fc.constantFrom(...costWays),
      consent: fc.boolean(),
      freeTier: fc.boolean(),
    });
    fc.assert(
      fc.property(params, (wanted) => {
        const search = Object.fromEntries(
          Object.entries(costSearch(wanted)).flatMap(([key, value]) =>
            value === null ? [] : [[key, value]],
          ),
        );
        expect(parseCost(search)).toEqual(wanted);
      }),
    );
  });

  it.each([
    [{ by: "guess" }, "by"],
    [{ freeTier: "perhaps" }, "freeTier"],
    [{ fn: "no such name" }, "fn"],
  ])("refuses %o, naming the parameter", (search, parameter) => {
    expect(() => parseCost(search)).toThrowError(BadParameter);
    try {
      parseCost(search);
    } catch (error) {
      expect(error).toMatchObject({ parameter });
    }
  });
});
