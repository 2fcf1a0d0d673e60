import { describe, expect, it } from "vitest";
import { type PriceOverrides, readOverrides, withOverrides } from "@/lib/cost/prices/override";
import { priceListOf } from "@/lib/cost/prices/price-lists";

function overridesOf(regions: unknown): PriceOverrides {
  const read = readOverrides({ source: "our agreement", date: "2026-03-01", regions });
  if (!read.ok) throw new TypeError(JSON.stringify(read.problems));
  return read.overrides;
}

describe("prices of one's own", () => {
  it("stand before AWS's, those of the region before those of all", () => {
    const overrides = overridesOf({
      "eu-west-1": { "lambda-requests": 0.18 },
      "*": { "lambda-requests": 0.19, "xray-traces-recorded": 4 },
      "us-east-1": { "lambda-duration-x86": 1 },
    });
    const { prices } = withOverrides(priceListOf("eu-west-1"), overrides);
    expect(prices["lambda-requests"]).toMatchObject({
      tiers: [{ upTo: null, usd: 0.18 }],
      source: { title: "our agreement", date: "2026-03-01" },
      overridden: true,
    });
    expect(prices["xray-traces-recorded"]?.tiers).toEqual([{ upTo: null, usd: 4 }]);
    expect(prices["lambda-duration-x86"]?.overridden).toBe(false);
  });

  it("hold for a region without a list", () => {
    const overrides = overridesOf({ "ap-south-2": { "lambda-requests": 0.3 } });
    const list = withOverrides(priceListOf("ap-south-2"), overrides);
    expect(list.prices["lambda-requests"]?.tiers[0]?.usd).toBe(0.3);
  });

  it.each([
    [null, [""]],
    [{ date: "soon", regions: {} }, ["date"]],
    [
      { date: "2026-03-01", regions: { "eu-west-1": { "lambda-wishes": 1 } } },
      ["regions.eu-west-1.lambda-wishes"],
    ],
    [
      { date: "2026-03-01", regions: { "*": { "lambda-requests": -1, metrics: "cheap" } } },
      ["regions.*.lambda-requests", "regions.*.metrics"],
    ],
    [{ date: "2026-03-01", regions: { "*": { metrics: [{ upTo: 5, usd: 1 }] } } }, ["regions.*.metrics"]],
    [
      { date: "2026-03-01", regions: { "*": { metrics: [{ upTo: null, usd: "x" }] } } },
      ["regions.*.metrics.0.usd"],
    ],
    [{ date: "2026-03-01", regions: {}, price: 1 }, [""]],
  ])("refuses %j and says where it is wrong", (file, fields) => {
    const read = readOverrides(file);
    expect(read.ok ? [] : read.problems.map(({ field }) => field)).toEqual(fields);
  });
});
