import { z } from "zod";
import { failureSchema } from "@/lib/model/failure";
import { metaSchema } from "@/lib/model/views/common";
import { logSourceSchema } from "@/lib/model/views/logs";

const partSchema = z.enum(["counts", "errors", "slowest"]);

/** What one log group holds, of a function where functions share it, as words in its lines tell. */
export const groupCountsSchema = z.object({
  group: z.string(),
  /** Keys of the sources that wrote it: several only where nothing tells which of them. */
  sources: z.array(z.string()),
  label: z.string(),
  lines: z.number(),
  errorLines: z.number(),
  warningLines: z.number(),
  /** REPORT lines of functions, lines of an access log, completed requests of an execution log; null: no way to tell. */
  requests: z.number().nullable(),
  /** Of these the ones that their own line calls failed; null where lines of that format do not tell. */
  failed: z.number().nullable(),
});

export const summaryErrorSchema = z.object({
  hash: z.string(),
  title: z.string(),
  type: z.string().nullable(),
  count: z.number(),
  firstMs: z.number(),
  lastMs: z.number(),
  functionNames: z.array(z.string()),
  sampleRequestId: z.string().nullable(),
  /** Source in which the newest was seen. */
  source: z.string(),
});

export const slowRequestSchema = z.object({
  requestId: z.string(),
  /** Of its REPORT line: about its end. */
  endMs: z.number(),
  durationMs: z.number(),
  functionName: z.string().nullable(),
  version: z.string().nullable(),
  source: z.string(),
});

/** `/api/logs/summary`: what a window too large to load holds, by CloudWatch Logs Insights. */
export const logSummarySchema = z.object({
  meta: metaSchema,
  sources: z.array(logSourceSchema),
  /**
   * needs-consent: nothing was asked of Insights yet, see `estimate`; ask again with `consent=true`.
   * unavailable: no query worked and `failure` says why; a load (`/api/logs`) may still work.
   */
  state: z.enum(["needs-consent", "complete", "nothing-to-read", "unavailable"]),
  parts: z.array(partSchema),
  /** Of one query: each part is a query. Within a factor of a few: from stored bytes, as if traffic were even. null: not known. */
  estimate: z.object({
    bytes: z.number().nullable(),
    costUsd: z.number().nullable(),
    pricesAsOf: z.string(),
  }),
  /** What all queries scanned, and its price; null unless complete. */
  bytesScanned: z.number().nullable(),
  scanCostUsd: z.number().nullable(),
  /** Time in the account's query queue and at work. */
  tookMs: z.number().nullable(),
  failure: failureSchema.nullable(),
  /** Parts that could not be answered while others could. */
  missing: z.array(z.object({ part: partSchema, failure: failureSchema })),
  /** Ids by part. With `queries=counts:ID,…` the same results are read again, at no cost, while AWS keeps them. */
  queries: z.partialRecord(partSchema, z.string()),
  binMs: z.number().nullable(),
  /** Ascending; a bin without events is absent. Errors and warnings are found by words in the line, not by parsing. */
  bins: z
    .array(
      z.object({ fromMs: z.number(), lines: z.number(), errorLines: z.number(), warningLines: z.number() }),
    )
    .nullable(),
  groups: z.array(groupCountsSchema).nullable(),
  /** Most frequent first. */
  errors: z.array(summaryErrorSchema).nullable(),
  /** Error lines that `errors` was made of; the newest ones when `errorLinesLimited`. */
  errorLinesRead: z.number().nullable(),
  errorLinesLimited: z.boolean(),
  /** Slowest first; requests of functions only. */
  slowest: z.array(slowRequestSchema).nullable(),
});
export type LogSummary = z.infer<typeof logSummarySchema>;
export type GroupCounts = z.infer<typeof groupCountsSchema>;
export type SummaryError = z.infer<typeof summaryErrorSchema>;
export type SlowRequest = z.infer<typeof slowRequestSchema>;

/** `/api/logs/summary` with `accept: application/x-ndjson`: how the queries are doing, and the summary last. */
export const logSummaryMessageSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("progress"),
    part: partSchema,
    /** queued: too many queries run in the account. */
    state: z.enum(["queued", "running", "complete"]),
    bytesScanned: z.number(),
  }),
  z.object({ type: z.literal("summary"), summary: logSummarySchema }),
]);
export type LogSummaryMessage = z.infer<typeof logSummaryMessageSchema>;
