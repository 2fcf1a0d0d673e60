import { z } from "zod";
import { logLevels } from "@/lib/model/log";
import { startKinds } from "@/lib/model/start-kind";
import { metaSchema } from "@/lib/model/views/common";
import { logSourceSchema, logsDoneSchema, logsNoteSchema } from "@/lib/model/views/logs";

/** `/api/logs` as JSON: what was read, as rows of one view. Times are epoch milliseconds; null is not known. */

/** An attempt of a request to a function, or a request to a stage. */
export const requestRowSchema = z.object({
  kind: z.enum(["invocation", "api"]),
  key: z.string(),
  requestId: z.string(),
  startMs: z.number(),
  source: z.string(),
  functionName: z.string().nullable(),
  version: z.string().nullable(),
  /** Of a retried asynchronous invocation, from 1; 1 for API requests. */
  attempt: z.number().int(),
  attempts: z.number().int(),
  status: z.string(),
  durationMs: z.number().nullable(),
  billedDurationMs: z.number().nullable(),
  memoryMb: z.number().nullable(),
  maxMemoryMb: z.number().nullable(),
  /** How long it waited for an init or a restore, a failed one included. */
  initMs: z.number().nullable(),
  cold: z.boolean().nullable(),
  /** How an invocation came to its environment; null: cannot be told, or a request of a stage. */
  startKind: z.enum(startKinds).nullable(),
  traceId: z.string().nullable(),
  error: z.string().nullable(),
  lineCount: z.number().int(),
  /** Lines that do not name the request and were attributed by their place between others. */
  inferredLineCount: z.number().int(),
  /** Begin or end lies outside of what was read. */
  cut: z.boolean(),
  api: z
    .object({
      stage: z.string(),
      method: z.string().nullable(),
      path: z.string().nullable(),
      httpStatus: z.number().nullable(),
      /** Leads to the row of the function that was called. */
      lambdaRequestId: z.string().nullable(),
      canary: z.boolean(),
    })
    .nullable(),
});
export type RequestRow = z.infer<typeof requestRowSchema>;

export const lineRowSchema = z.object({
  id: z.string(),
  timestampMs: z.number(),
  ingestionMs: z.number(),
  source: z.string(),
  stream: z.string(),
  level: z.enum(logLevels).nullable(),
  requestId: z.string().nullable(),
  /** exact: the line names the request; inferred: it stands between its first and last line. */
  attribution: z.enum(["exact", "inferred"]).nullable(),
  message: z.string(),
});
export type LineRow = z.infer<typeof lineRowSchema>;

export const errorRowSchema = z.object({
  hash: z.string(),
  title: z.string(),
  type: z.string().nullable(),
  count: z.number().int(),
  /** In the equal window before; null where that, or the window itself, was not read whole. */
  previousCount: z.number().int().nullable(),
  firstMs: z.number(),
  lastMs: z.number(),
  functionNames: z.array(z.string()),
  uncaught: z.boolean(),
  /** Newest first. */
  sampleRequestIds: z.array(z.string()),
});
export type ErrorRow = z.infer<typeof errorRowSchema>;

export const logsAnswerSchema = z.object({
  meta: metaSchema,
  sources: z.array(logSourceSchema),
  notes: z.array(logsNoteSchema),
  /** What was read to make the rows; `truncated` is set when that is not all of the window. */
  read: logsDoneSchema.omit({ type: true, awsCalls: true, costUsd: true }),
  view: z.enum(["requests", "lines", "errors"]),
  /** Rows that match; at most `limit` of them are below. */
  matching: z.number().int(),
  limit: z.number().int(),
  /** Newest first. The other two views are null. */
  requests: z.array(requestRowSchema).nullable(),
  lines: z.array(lineRowSchema).nullable(),
  /** Most frequent first. */
  errors: z.array(errorRowSchema).nullable(),
});
export type LogsAnswer = z.infer<typeof logsAnswerSchema>;
