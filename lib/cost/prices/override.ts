import { z } from "zod";
import { isPriceKey, type PriceKey } from "@/lib/cost/prices/catalogue";
import type { Price, PriceList } from "@/lib/cost/prices/price-list";
import { tiersSchema, usdSchema } from "@/lib/cost/prices/schema";

/**
 * Prices of a user's own, per region; "*" is every region. A number is the price of all tiers, per the units that the
 * catalogue says (per million requests, per GB-second, …).
 *
 *     { "source": "our agreement of 2026", "date": "2026-03-01",
 *       "regions": { "eu-west-1": { "lambda-requests": 0.18 }, "*": { "xray-traces-recorded": 4 } } }
 */
const fileSchema = z
  .object({
    source: z.string().min(1).max(200).default("prices of your own"),
    date: z.iso.date("must be a day such as 2026-03-01"),
    regions: z.record(z.string(), z.record(z.string(), z.unknown())),
  })
  .strict();

const priceSchema = z.union([usdSchema, tiersSchema]);

export interface PriceOverrides {
  readonly source: string;
  readonly date: string;
  readonly regions: ReadonlyMap<string, ReadonlyMap<PriceKey, Price["tiers"]>>;
}

export interface FieldProblem {
  /** Where in the file, such as `regions.eu-west-1.lambda-requests`. */
  readonly field: string;
  readonly message: string;
}

export type ReadOverrides =
  | { readonly ok: true; readonly overrides: PriceOverrides }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** Checks a parsed JSON file. Every problem is told with its field; a file with one is not used at all. */
export function readOverrides(file: unknown): ReadOverrides {
  const parsed = fileSchema.safeParse(file);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error, "") };
  const problems: FieldProblem[] = [];
  const regions = new Map<string, Map<PriceKey, Price["tiers"]>>();
  for (const [region, prices] of Object.entries(parsed.data.regions)) {
    const known = new Map<PriceKey, Price["tiers"]>();
    for (const [key, value] of Object.entries(prices)) {
      const field = `regions.${region}.${key}`;
      if (!isPriceKey(key)) {
        problems.push({ field, message: "is not a price that Lambdascope knows" });
        continue;
      }
      const price = tiersOf(value);
      if (price.problems !== null) {
        problems.push(
          ...price.problems.map(({ field: inner, message }) => ({ field: join(field, inner), message })),
        );
      } else known.set(key, price.tiers);
    }
    regions.set(region, known);
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, overrides: { source: parsed.data.source, date: parsed.data.date, regions } };
}

/** The list with a user's prices in the place of AWS's; those of the region before those of "*". */
export function withOverrides(list: PriceList, overrides: PriceOverrides | null): PriceList {
  if (overrides === null) return list;
  const region = list.instead ?? list.region;
  const prices: Partial<Record<PriceKey, Price>> = { ...list.prices };
  for (const part of ["*", region]) {
    for (const [key, tiers] of overrides.regions.get(part) ?? []) {
      prices[key] = {
        tiers,
        source: { title: overrides.source, url: null, date: overrides.date },
        verified: true,
        note: "a price of your own",
        borrowedFrom: null,
        overridden: true,
      };
    }
  }
  return { ...list, prices };
}

type Tiers =
  | { readonly tiers: Price["tiers"]; readonly problems: null }
  | { readonly tiers: null; readonly problems: readonly FieldProblem[] };

function tiersOf(value: unknown): Tiers {
  const schema = Array.isArray(value) ? tiersSchema : usdSchema;
  const parsed = schema.safeParse(value);
  if (!parsed.success) return { tiers: null, problems: problemsOf(parsed.error, "") };
  const price = priceSchema.parse(parsed.data);
  return { tiers: typeof price === "number" ? [{ upTo: null, usd: price }] : price, problems: null };
}

function problemsOf(error: z.ZodError, at: string): FieldProblem[] {
  return error.issues.map(({ path, message }) => ({ field: join(at, path.map(String).join(".")), message }));
}

function join(outer: string, inner: string): string {
  return [outer, inner].filter((part) => part !== "").join(".");
}
