import { z } from "zod";
import { failureSchema } from "@/lib/model/failure";
import { metaSchema } from "@/lib/model/views/common";
import { logSourceSchema } from "@/lib/model/views/logs";

/** `/api/logs/summary`: counts over windows too large to load, by CloudWatch Logs Insights. */
export const logSummarySchema = z.object({
  meta: metaSchema,
  sources: z.array(logSourceSchema),
  /**
   * needs-consent: nothing was asked of Insights yet, see `estimate`; ask again with `consent=true`.
   * unavailable: `failure` says why; a load (`/api/logs`) may still work.
   */
  state: z.enum(["needs-consent", "complete", "nothing-to-read", "unavailable"]),
  /** Within a factor of a few: from stored bytes, as if traffic were even. null: not known. */
  estimate: z.object({
    bytes: z.number().nullable(),
    costUsd: z.number().nullable(),
    pricesAsOf: z.string(),
  }),
  /** What Insights scanned; null unless complete. */
  bytesScanned: z.number().nullable(),
  /** Time in the account's query queue and at work. */
  tookMs: z.number().nullable(),
  failure: failureSchema.nullable(),
  binMs: z.number().nullable(),
  /** Ascending; a bin without events is absent. Errors and warnings are found by words in the line, not by parsing. */
  bins: z
    .array(
      z.object({ fromMs: z.number(), lines: z.number(), errorLines: z.number(), warningLines: z.number() }),
    )
    .nullable(),
});
export type LogSummary = z.infer<typeof logSummarySchema>;
