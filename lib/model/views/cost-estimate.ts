import { z } from "zod";

/** US dollars by what they are for; the parts add up to `totalUsd`. */
export const costFiguresSchema = z.object({
  /** Duration, in provisioned environments too. */
  computeUsd: z.number(),
  initUsd: z.number(),
  requestsUsd: z.number(),
  /** Provisioned concurrency, used or not. */
  provisionedUsd: z.number(),
  ephemeralStorageUsd: z.number(),
  apiGatewayUsd: z.number(),
  logsUsd: z.number(),
  tracesUsd: z.number(),
  totalUsd: z.number(),
});

/** A figure opened: the formula with its numbers, and where the price comes from. */
export const costLineSchema = z.object({
  line: z.string(),
  label: z.string(),
  quantity: z.number(),
  unit: z.string(),
  /** null: the list has no price for it. */
  usd: z.number().nullable(),
  formula: z.string(),
  price: z
    .object({
      /** The price is for so many units. */
      per: z.number(),
      tiers: z.array(z.object({ upTo: z.number().nullable(), usd: z.number() })),
      /** False: no first-hand source, or another region's price. */
      verified: z.boolean(),
      note: z.string().nullable(),
      source: z.string(),
      url: z.string().nullable(),
      date: z.string(),
    })
    .nullable(),
});

export type CostLine = z.infer<typeof costLineSchema>;

export const costEstimateSchema = z.object({
  region: z.string(),
  priceList: z.object({
    id: z.string(),
    region: z.string(),
    /** What a reader must know, such as that another region's prices are used. */
    notices: z.array(z.string()),
  }),
  /** By Little's law from whichever was given. */
  requestsPerMonth: z.number(),
  averageConcurrency: z.number(),
  concurrencyLimit: z.number(),
  requestsPerHourAtLimit: z.number(),
  monthly: costFiguresSchema,
  perRequest: costFiguresSchema,
  worstHour: costFiguresSchema,
  lines: z.object({ monthly: z.array(costLineSchema), worstHour: z.array(costLineSchema) }),
  assumptions: z.array(z.string()),
});
export type CostEstimate = z.infer<typeof costEstimateSchema>;
