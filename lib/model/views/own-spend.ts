import { z } from "zod";

/** What Lambdascope itself asked of AWS and what that costs, dollars by the dated list of lib/aws/call-prices.ts. */

const spendTotalsSchema = z.object({
  sent: z.number().int(),
  /** Answered without a call to AWS: from the cache, or by a call already under way. */
  saved: z.number().int(),
  costUsd: z.number(),
});
export type SpendTotals = z.infer<typeof spendTotalsSchema>;

const budgetSchema = z.object({
  /** Per day in UTC; null: there is none. */
  configuredUsd: z.number().nullable(),
  /** What holds now, raises included; null: none, or lifted. */
  limitUsd: z.number().nullable(),
  /** Until the day ends. */
  lifted: z.boolean(),
  /** What one raise adds. */
  stepUsd: z.number(),
  spentUsd: z.number(),
  /** Calls not sent because of it, by the answering process, since it was last changed. */
  stoppedCalls: z.number().int(),
});
export type BudgetView = z.infer<typeof budgetSchema>;

const ownSpendSchema = z.object({
  /** Of this browser since its first page; null: nothing was counted for it, or it keeps no cookies. */
  session: spendTotalsSchema.extend({ sinceMs: z.number() }).nullable(),
  /** A day in UTC by the server's clock. Counts are those of the answering process. */
  day: spendTotalsSchema.extend({
    day: z.string(),
    /** Later than midnight where the process is younger than the day. */
    sinceMs: z.number(),
    endsMs: z.number(),
    /** Of all instances together; null: this process knows of no other. */
    sharedUsd: z.number().nullable(),
  }),
  budget: budgetSchema,
  pricesAsOf: z.string(),
});
export type OwnSpend = z.infer<typeof ownSpendSchema>;

const row = spendTotalsSchema.extend({ name: z.string() });

/** `/api/budget` */
export const spendReportSchema = ownSpendSchema.extend({
  /** The day's sums: each adds up to the day. Dearest first. */
  byPurpose: z.array(row),
  byOperation: z.array(row),
  billedMetrics: z.number().int(),
  bytesScanned: z.number(),
  /** Time that calls spent in the queue for pace, added up over calls. */
  waitedMs: z.number(),
  /** What is asked about before it is done, US dollars. */
  askAboveUsd: z.number(),
});
export type SpendReport = z.infer<typeof spendReportSchema>;

const budgetChanges = ["raise", "lift", "restore"] as const;

/** Body of `POST /api/budget`. */
export const budgetChangeSchema = z.object({ change: z.enum(budgetChanges) });
export type BudgetChange = z.infer<typeof budgetChangeSchema>["change"];
