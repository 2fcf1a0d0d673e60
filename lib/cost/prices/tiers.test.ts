import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceKinds } from "@/lib/cost/prices/catalogue";
import { entriesOf, pricedRegions, priceListNames, priceListOf } from "@/lib/cost/prices/price-lists";
import { marginalUsd, tieredUsd } from "@/lib/cost/prices/tiers";

const all = [
  ...pricedRegions.map((region) => priceListOf(region)),
  ...priceListNames.map((name) => priceListOf("us-east-1", name)),
].flatMap((list) =>
  entriesOf(list.prices).map(([key, price]) => ({
    id: `${list.id} ${key}`,
    price,
    per: priceKinds[key].per,
  })),
);
const anyPrice = fc.constantFrom(...all);
const quantity = fc.double({ min: 0, max: 1e12, noNaN: true });

describe("tieredUsd", () => {
  it("never falls", () => {
    fc.assert(
      fc.property(anyPrice, quantity, quantity, ({ price, per }, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(tieredUsd(less, price.tiers, per)).toBeLessThanOrEqual(
          tieredUsd(more, price.tiers, per) * (1 + 1e-12),
        );
      }),
    );
  });

  it("has no jump where a tier ends", () => {
    for (const { id, price, per } of all) {
      for (const { upTo } of price.tiers) {
        if (upTo === null) continue;
        const [before, after] = [upTo * (1 - 1e-9), upTo * (1 + 1e-9)];
        const rise = tieredUsd(after, price.tiers, per) - tieredUsd(before, price.tiers, per);
        const dearest = Math.max(...price.tiers.map(({ usd }) => usd));
        expect(rise, id).toBeGreaterThan(0);
        expect(rise, id).toBeLessThanOrEqual(((after - before) / per) * dearest * (1 + 1e-4));
      }
    }
  });

  it("is the sum of its margins", () => {
    fc.assert(
      fc.property(anyPrice, quantity, quantity, ({ price, per }, before, more) => {
        const sum = tieredUsd(before, price.tiers, per) + marginalUsd(before, more, price.tiers, per);
        const whole = tieredUsd(before + more, price.tiers, per);
        expect(Math.abs(sum - whole)).toBeLessThanOrEqual(whole * 1e-9);
      }),
    );
  });

  it("charges each unit at its tier's price", () => {
    const rest = priceListOf("us-east-1").prices["apigateway-rest-requests"]?.tiers ?? [];
    expect(tieredUsd(333e6, rest, 1e6)).toBeCloseTo(1165.5, 9);
    expect(tieredUsd(1e9, rest, 1e6)).toBeCloseTo(1165.5 + 1867.6, 9);
    expect(tieredUsd(21e9, rest, 1e6)).toBeCloseTo(1165.5 + 1867.6 + 45_220 + 1510, 6);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("refuses %s units", (amount) => {
    expect(() => tieredUsd(amount, [{ upTo: null, usd: 1 }], 1)).toThrow(RangeError);
  });
});
