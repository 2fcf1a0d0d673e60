import { isPriceKey, type PriceKey, priceKinds } from "@/lib/cost/prices/catalogue";
import printed2017 from "@/lib/cost/prices/data/2017.json";
import gbSecond2017 from "@/lib/cost/prices/data/2017-gb-second.json";
import afSouth1 from "@/lib/cost/prices/data/af-south-1.json";
import apEast1 from "@/lib/cost/prices/data/ap-east-1.json";
import euCentral1 from "@/lib/cost/prices/data/eu-central-1.json";
import euSouth1 from "@/lib/cost/prices/data/eu-south-1.json";
import euWest1 from "@/lib/cost/prices/data/eu-west-1.json";
import meSouth1 from "@/lib/cost/prices/data/me-south-1.json";
import usEast1 from "@/lib/cost/prices/data/us-east-1.json";
import { currentRules, type Price, type PriceList } from "@/lib/cost/prices/price-list";
import { priceFileSchema } from "@/lib/cost/prices/schema";

const FALLBACK_REGION = "us-east-1";

/** The list of today for a region: `current`. The others are of the past, for comparison. */
export const priceListNames = ["current", "2017", "2017-gb-second"] as const;
export type PriceListName = (typeof priceListNames)[number];

const own = new Map(
  [usEast1, euWest1, euCentral1, afSouth1, apEast1, euSouth1, meSouth1].map((file) => {
    const list = read(file);
    return [list.region, list] as const;
  }),
);
const historic = {
  "2017": ofThePast(read(printed2017)),
  "2017-gb-second": ofThePast(read(gbSecond2017)),
};

/** Regions with at least one price of their own. */
export const pricedRegions: readonly string[] = [...own.keys()];

/**
 * The prices to use for a region. What the region has no source for is taken from us-east-1 and says so, in the price
 * and in `notices`: regions differ item by item, so nothing is scaled.
 */
export function priceListOf(region: string, name: PriceListName = "current"): PriceList {
  if (name !== "current") return insteadOf(historic[name], region);
  const fallback = own.get(FALLBACK_REGION);
  if (!fallback) throw new TypeError(`no price list of ${FALLBACK_REGION}`);
  const list = own.get(region);
  if (!list) return insteadOf(fallback, region);
  return list === fallback ? list : completed(list, fallback);
}

function insteadOf(list: PriceList, region: string): PriceList {
  if (region === list.region) return list;
  const of = list.id === list.region ? "" : ` in the list ${list.id}`;
  const notice = `There is no price list of ${region}${of}, using ${list.region} rates.`;
  return { ...list, instead: region, notices: [notice, ...list.notices] };
}

function completed(list: PriceList, fallback: PriceList): PriceList {
  const prices: Partial<Record<PriceKey, Price>> = { ...list.prices };
  for (const [key, price] of entriesOf(fallback.prices)) {
    if (prices[key]) continue;
    prices[key] = {
      ...price,
      verified: false,
      borrowedFrom: fallback.region,
      note: `no source for ${list.region}: the price of ${fallback.region}`,
    };
  }
  const notice = borrowedNotice(list.region, borrowedKeys(prices));
  return { ...list, prices, notices: [...list.notices, notice] };
}

/** Which prices are those of another region. */
export function borrowedKeys(prices: PriceList["prices"]): readonly PriceKey[] {
  return entriesOf(prices).flatMap(([key, { borrowedFrom }]) => (borrowedFrom === null ? [] : [key]));
}

export function borrowedNotice(region: string, keys: readonly PriceKey[]): string {
  const labels = keys.map((key) => priceKinds[key].label).join(", ");
  return `No price of ${region} is known for: ${labels}. Using ${FALLBACK_REGION} rates for these.`;
}

export function entriesOf(prices: PriceList["prices"]): readonly (readonly [PriceKey, Price])[] {
  return Object.entries(prices).flatMap(([key, price]) => (isPriceKey(key) && price ? [[key, price]] : []));
}

/** @throws ZodError when a data file is not what it must be: a defect of ours, found at the first load. */
function read(file: unknown): PriceList {
  const { id, region, rules, sources, prices } = priceFileSchema.parse(file);
  const resolved: Partial<Record<PriceKey, Price>> = {};
  for (const [key, price] of Object.entries(prices)) {
    const source = price ? sources[price.source] : undefined;
    if (!isPriceKey(key) || !price || !source) continue;
    const { tiers, verified, note = null } = price;
    resolved[key] = { tiers, source, verified, note, borrowedFrom: null, overridden: false };
  }
  return { id, region, instead: null, rules: { ...currentRules, ...rules }, prices: resolved, notices: [] };
}

function ofThePast(list: PriceList): PriceList {
  return { ...list, rules: { ...list.rules, initBilled: false } };
}
