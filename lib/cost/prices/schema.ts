import { z } from "zod";
import { isPriceKey, type PriceKey } from "@/lib/cost/prices/catalogue";
import type { Tier } from "@/lib/cost/prices/price-list";

/** No AWS price of anything here is above this; a larger one is a slip of the keyboard. */
const MOST_USD = 10_000;

const usdSchema = z
  .number("must be a number of US dollars")
  .min(0, "must not be negative")
  .max(MOST_USD, `must be at most ${MOST_USD} US dollars`);

export const tiersSchema = z
  .array(z.object({ upTo: z.number().positive("must be above 0").nullable(), usd: usdSchema }).strict())
  .min(1, "must hold at least one tier")
  .refine(endsOpen, "the last tier, and no other, must have upTo null")
  .refine(ascends, "upTo must grow from tier to tier");

export { usdSchema };

export const priceKeySchema = z
  .string()
  .refine(isPriceKey, "is not a price that Lambdascope knows")
  .transform((name) => priceKey(name));

/** Shape of the data files in `data/`. */
export const priceFileSchema = z
  .object({
    id: z.string(),
    region: z.string(),
    rules: z
      .object({
        roundUpToMs: z.number().int().positive(),
        memoryStepMb: z.number().int().positive(),
        memoryMaxMb: z.number().int().positive(),
        pricedPerHundredMs: z.boolean(),
      })
      .strict()
      .optional(),
    sources: z.record(z.string(), z.object({ title: z.string(), url: z.url(), date: z.iso.date() }).strict()),
    prices: z.partialRecord(
      priceKeySchema,
      z
        .object({
          tiers: tiersSchema,
          source: z.string(),
          verified: z.boolean(),
          note: z.string().optional(),
        })
        .strict(),
    ),
  })
  .strict()
  .refine(
    ({ prices, sources }) => Object.values(prices).every((price) => !price || price.source in sources),
    "every price must name one of the sources",
  );

function priceKey(name: string): PriceKey {
  if (isPriceKey(name)) return name;
  throw new TypeError(`${name} is no price key`);
}

function endsOpen(tiers: readonly Tier[]): boolean {
  return tiers.every(({ upTo }, at) => (upTo === null) === (at === tiers.length - 1));
}

function ascends(tiers: readonly Tier[]): boolean {
  return tiers.every(({ upTo }, at) => upTo === null || upTo > (tiers[at - 1]?.upTo ?? 0));
}
