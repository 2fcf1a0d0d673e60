import { z } from "zod";
import { metaSchema } from "@/lib/model/views/common";
import { usdRangeSchema } from "@/lib/model/views/cost";
import { costLineSchema } from "@/lib/model/views/cost-estimate";

export const wasteKinds = [
  "unused-memory",
  "timeouts",
  "retries",
  "idle-provisioned",
  "debug-logging",
  "never-expiring",
  "cold-start-init",
] as const;
export type WasteKind = (typeof wasteKinds)[number];

/**
 * - exact: what the logs say was billed, at list prices
 * - range: the truth lies between
 * - estimate: near, but with an error of unknown size
 */
export const wasteCertainties = ["exact", "range", "estimate"] as const;

export const wasteFindingSchema = z.object({
  subject: z.object({ kind: z.enum(["function", "log-group"]), name: z.string() }),
  /** 730 hours like the window's. */
  monthly: usdRangeSchema,
  /** null: charged by the clock, whatever the window. */
  window: usdRangeSchema.nullable(),
  certainty: z.enum(wasteCertainties),
  /** What was seen, in one sentence. */
  why: z.string(),
  /** What would end it. */
  remedy: z.string(),
  assumptions: z.array(z.string()),
  /** The formula of a month at both ends; `high` is null when both are the same. */
  lines: z.object({ low: z.array(costLineSchema), high: z.array(costLineSchema).nullable() }),
  /** Pages that show it, without range and region. */
  evidence: z.array(z.object({ label: z.string(), path: z.string() })),
});
export type WasteFinding = z.infer<typeof wasteFindingSchema>;

export const wasteOfKindSchema = z.object({
  kind: z.enum(wasteKinds),
  title: z.string(),
  /**
   * - found, none: it was looked for
   * - not-asked: it takes a query of Logs Insights, which costs something
   * - unknown: it cannot be known, `reason` says why
   */
  state: z.enum(["found", "none", "not-asked", "unknown"]),
  reason: z.string().nullable(),
  /** Sum of the findings, which are of different subjects. null unless found or none. */
  monthly: usdRangeSchema.nullable(),
  /** Dearest first. */
  findings: z.array(wasteFindingSchema),
  /** Functions and log groups of which it is not known, though it was looked for. */
  unknown: z.array(z.object({ name: z.string(), reason: z.string() })),
});
export type WasteOfKind = z.infer<typeof wasteOfKindSchema>;

export const costWasteSchema = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  /** The part of the window that has happened. */
  windowMs: z.number(),
  priceList: z.object({ id: z.string(), region: z.string(), notices: z.array(z.string()) }),
  logs: z.object({
    /** needs-consent: Logs Insights was not asked yet; nothing-to-read: there is no log group. */
    state: z.enum(["needs-consent", "complete", "unavailable", "nothing-to-read"]),
    /** What the queries would scan and cost. */
    estimate: z.object({
      bytes: z.number().nullable(),
      costUsd: z.number().nullable(),
      pricesAsOf: z.string(),
    }),
    bytesScanned: z.number().nullable(),
  }),
  /**
   * Of the kinds that were looked for. Kinds overlap (a retry may time out): the lower end counts the largest of what
   * overlaps, the upper end all. null: nothing could be looked for.
   */
  total: usdRangeSchema.nullable(),
  kinds: z.array(wasteOfKindSchema),
  notes: z.array(z.string()),
});
export type CostWaste = z.infer<typeof costWasteSchema>;

/** `/api/cost/waste`. `waste` is null when nothing at all could be read: `meta.incomplete` says why. */
export const costWasteAnswerSchema = z.object({ meta: metaSchema, waste: costWasteSchema.nullable() });
export type CostWasteAnswer = z.infer<typeof costWasteAnswerSchema>;
