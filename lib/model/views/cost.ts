import { z } from "zod";
import { costLineSchema } from "@/lib/model/views/cost-estimate";

/** US dollars. Equal ends: exact; otherwise the truth lies between. */
export const usdRangeSchema = z.object({ lowUsd: z.number(), highUsd: z.number() });
export type UsdRange = z.infer<typeof usdRangeSchema>;

/** A line item at both ends of what is known of it; `high` is null when they are the same. */
export const billLineSchema = z.object({
  line: z.string(),
  label: z.string(),
  low: costLineSchema,
  high: costLineSchema.nullable(),
});
export type BillLineView = z.infer<typeof billLineSchema>;

export const costGroupSchema = z.object({
  /** null: belongs to none, such as an alarm. */
  key: z.string().nullable(),
  total: usdRangeSchema,
  /** Executions or gateway requests; null without any. */
  requests: z.number().nullable(),
  perThousand: usdRangeSchema.nullable(),
  /** Of the same length before; null: not known. */
  previous: usdRangeSchema.nullable(),
  lines: z.array(z.object({ line: z.string(), label: z.string(), lowUsd: z.number(), highUsd: z.number() })),
});
export type CostGroup = z.infer<typeof costGroupSchema>;

/** What one function or one stage cost in the window, from metrics. */
export const subjectCostSchema = z.object({
  /** Without allowances, which are of a month. */
  total: usdRangeSchema,
  /** Of the executions or gateway requests; null without any. */
  perThousand: usdRangeSchema.nullable(),
  /** Dearest first; they add up to the total. */
  lines: z.array(z.object({ line: z.string(), label: z.string(), lowUsd: z.number(), highUsd: z.number() })),
  /** Labels of line items that the list has no price for: they are missing from the total. */
  unpriced: z.array(z.string()),
  /** What is not in it, and whose prices these are where not the region's own. */
  notes: z.array(z.string()),
});
export type SubjectCost = z.infer<typeof subjectCostSchema>;

/** What the window cost. */
export const costBillSchema = z.object({
  /** metrics: no log was read, so it is a range. */
  by: z.enum(["metrics", "insights", "lines"]),
  /** needs-consent: Logs Insights was not asked yet; the figures are by metrics until then. */
  state: z.enum(["needs-consent", "complete"]),
  /** Of an exact bill by Logs Insights: what that query itself would scan and cost. */
  estimate: z
    .object({ bytes: z.number().nullable(), costUsd: z.number().nullable(), pricesAsOf: z.string() })
    .nullable(),
  bytesScanned: z.number().nullable(),
  priceList: z.object({ id: z.string(), region: z.string(), notices: z.array(z.string()) }),
  /** Without allowances, which are of a month: the projection deducts them. */
  total: usdRangeSchema,
  previous: usdRangeSchema.nullable(),
  requests: z.number().nullable(),
  perThousand: usdRangeSchema.nullable(),
  lines: z.array(billLineSchema),
  /** Labels of line items that the list has no price for: they are missing from the total. */
  unpriced: z.array(z.string()),
  /** What is not in the bill, and why the range is as wide as it is. */
  notes: z.array(z.string()),
  /**
   * Dearest first; each adds up to the total. null: this way cannot tell them apart. Keys: function name, `name/stage`,
   * `name/stage METHOD /path`, `function:version`.
   */
  groups: z.object({
    function: z.array(costGroupSchema),
    api: z.array(costGroupSchema),
    route: z.array(costGroupSchema).nullable(),
    version: z.array(costGroupSchema).nullable(),
  }),
  /** The lower end, by line item. null in a bin: nothing is known of it. */
  overTime: z.object({
    binMs: z.number(),
    timesMs: z.array(z.number()),
    series: z.array(z.object({ line: z.string(), label: z.string(), usd: z.array(z.number().nullable()) })),
  }),
});
export type CostBill = z.infer<typeof costBillSchema>;

/** The bill at the end of the calendar month (UTC), tiers climbed at month level. */
export const costProjectionSchema = z.object({
  month: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  seenUsd: z.number(),
  expectedUsd: z.number(),
  lowUsd: z.number(),
  highUsd: z.number(),
  /** What is seen as a share of what is expected, 0–1. */
  certainShare: z.number().nullable(),
  unknownHours: z.number(),
  rhythm: z.enum(["hour-of-week", "hour-of-day", "average"]),
  freeTier: z.boolean(),
  assumptions: z.array(z.string()),
  lines: z.array(costLineSchema),
});
export type CostProjection = z.infer<typeof costProjectionSchema>;

const worstSchema = z.object({
  executions: z.number(),
  computeUsd: z.number(),
  requestsUsd: z.number(),
  otherUsd: z.number(),
  totalUsd: z.number(),
  lines: z.array(costLineSchema),
});

/** An hour with every allowed execution under way. */
export const costWorstHourSchema = z.object({
  /** null: not known, such as when the right to ask is missing. */
  accountLimit: z.number().nullable(),
  unreserved: z.number().nullable(),
  /** All reserved functions at their limits, and the dearest function in all that is unreserved. */
  total: worstSchema.nullable(),
  /** Dearest first. Functions of the unreserved pool are alternatives: they do not add up. */
  functions: z.array(worstSchema.extend({ name: z.string(), limit: z.enum(["reserved", "unreserved"]) })),
  /** Functions without an execution in the window: nothing is known of them. */
  unknown: z.array(z.string()),
  assumptions: z.array(z.string()),
});
export type CostWorstHour = z.infer<typeof costWorstHourSchema>;
