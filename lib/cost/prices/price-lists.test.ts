import { describe, expect, it } from "vitest";
import { entriesOf, pricedRegions, priceListNames, priceListOf } from "@/lib/cost/prices/price-lists";
import { priceFileSchema } from "@/lib/cost/prices/schema";

describe("price lists", () => {
  it("give every price a source with a date", () => {
    for (const region of pricedRegions) {
      for (const name of priceListNames) {
        for (const [key, { source }] of entriesOf(priceListOf(region, name).prices)) {
          expect(source.date, `${region} ${key}`).toMatch(/^20\d\d-\d\d-\d\d$/);
        }
      }
    }
  });

  it("borrow what a region has no source for, and say so", () => {
    const list = priceListOf("eu-central-1");
    expect(list.prices["logs-ingestion"]).toMatchObject({ verified: true, borrowedFrom: null });
    expect(list.prices["lambda-duration-x86"]).toMatchObject({ verified: false, borrowedFrom: "us-east-1" });
    expect(list.notices.join()).toContain("Duration on x86_64");
    expect(list.notices.join()).not.toContain("Ingestion of other logs");
    expect(priceListOf("us-east-1").notices).toEqual([]);
  });

  it("refuses data that is not a price list", () => {
    const file = (prices: unknown) => ({ id: "x", region: "x", sources: {}, prices });
    const price = { tiers: [{ upTo: null, usd: 1 }], source: "nowhere", verified: true };
    expect(priceFileSchema.safeParse(file({})).success).toBe(true);
    expect(priceFileSchema.safeParse(file({ "lambda-requests": price })).error?.message).toContain("sources");
    expect(priceFileSchema.safeParse(file({ "lambda-wishes": price })).success).toBe(false);
  });
});
