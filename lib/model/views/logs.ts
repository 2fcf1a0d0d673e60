import { z } from "zod";
import { failureSchema } from "@/lib/model/failure";

/**
 * What `/api/logs` (as NDJSON) and `/api/logs/tail` (as server-sent events) send: one message a line or event, told
 * apart by `type`. Times are epoch milliseconds.
 */

export const logSourceSchema = z.object({
  /** As in the parameter `src`; every other message names the source by it. */
  key: z.string(),
  kind: z.enum(["function", "api-execution", "api-access", "group"]),
  label: z.string(),
  group: z.string(),
  functionName: z.string().nullable(),
  accessLogFormat: z.string().nullable(),
  /** Only this stream of the group is read. */
  stream: z.string().optional(),
});

/** Always the first message. */
export const logsMetaSchema = z.object({
  type: z.literal("meta"),
  fromMs: z.number(),
  toMs: z.number(),
  /** AWS's clock when the load began: from here on a tail goes on without a seam (`since`). */
  nowMs: z.number(),
  region: z.string(),
  sources: z.array(logSourceSchema),
});

/** Id, timestampMs, ingestionMs, index into `streams`, message. */
export const compactEventSchema = z.tuple([z.string(), z.number(), z.number(), z.number().int(), z.string()]);

/** About one page of AWS. In no order between messages; an event may come again with the same id. */
export const logsEventsSchema = z.object({
  type: z.literal("events"),
  source: z.string(),
  /** A stage has a second group, `…/Canary`. */
  group: z.string(),
  streams: z.array(z.string()),
  events: z.array(compactEventSchema),
});

export const logsProgressSchema = z.object({
  type: z.literal("progress"),
  source: z.string(),
  /** Answers of AWS so far. */
  pages: z.number().int(),
  /** Log streams seen so far. */
  streams: z.number().int(),
  events: z.number().int(),
  /** Of messages, UTF-8. */
  bytes: z.number().int(),
  /** Part of the window that is read, 0–1. */
  share: z.number(),
});

/** The source, or with null everything, could not be read or not to its end; the other sources go on. */
export const logsFailureSchema = z.object({
  type: z.literal("failure"),
  source: z.string().nullable(),
  failure: failureSchema,
});

export const logsNoteKinds = [
  /** The group does not exist: nothing was logged yet. */
  "no-logs-yet",
  /** The group exists, this window holds no events. */
  "no-events",
  /** A part of the window, or all of it, is older than what the group keeps. */
  "older-than-retention",
  /** The group only passes events on (class DELIVERY). */
  "not-stored",
  /** The stage or API writes no such log. */
  "logging-off",
  /** The group is assumed: the configuration of the function could not be read. */
  "assumed-group",
  /** AWS returned lines that match the text only, so requests are not whole. */
  "matches-only",
] as const;

/** Nothing failed, but the reader should know. */
export const logsNoteSchema = z.object({
  type: z.literal("note"),
  source: z.string(),
  kind: z.enum(logsNoteKinds),
  message: z.string(),
  nextStep: z.string(),
});

export const intervalSchema = z.object({ fromMs: z.number(), toMs: z.number() });

export const sourceOutcomeSchema = z.object({
  source: z.string(),
  state: z.enum(["complete", "truncated", "missing", "failed"]),
  events: z.number().int(),
  bytes: z.number().int(),
  /** Half-open parts of the window that were not read, oldest first. Empty when complete. */
  unread: z.array(intervalSchema),
  /** How many events they may hold, from the density of what was read; null when there is nothing to go by. */
  unreadEventsEstimate: z.number().int().nullable(),
});

/** Always the last message of `/api/logs`, unless the connection broke. */
export const logsDoneSchema = z.object({
  type: z.literal("done"),
  events: z.number().int(),
  bytes: z.number().int(),
  sources: z.array(sourceOutcomeSchema),
  /** Set when the load stopped at its limit. */
  truncated: z
    .object({
      by: z.enum(["events", "bytes"]),
      limit: z.number(),
      /** Give it as `cursor` with the same parameters to read on. */
      cursor: z.string(),
    })
    .nullable(),
  awsCalls: z.number().int(),
  costUsd: z.number(),
});

export const logsMessageSchema = z.discriminatedUnion("type", [
  logsMetaSchema,
  logsEventsSchema,
  logsProgressSchema,
  logsFailureSchema,
  logsNoteSchema,
  logsDoneSchema,
]);

/** How the tail gets its events from now on. Polling lags a few seconds behind. */
export const tailStateSchema = z.object({
  type: z.literal("state"),
  source: z.string(),
  mode: z.enum(["live", "polling", "catching-up", "waiting", "stopped"]),
  /** Why, when it is not `live`. */
  reason: z.string().nullable(),
});

/** Events are or may be missing. */
export const tailGapSchema = z.object({
  type: z.literal("gap"),
  source: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  /** sampled: AWS left some out; dropped: the connection to AWS broke. */
  cause: z.enum(["sampled", "dropped"]),
  /** True: they were read again and nothing is missing. False: they are not read yet or never will be. */
  recovered: z.boolean(),
});

/** About every ten seconds and after reconnecting: all that became visible up to `watermarkMs` has been sent. */
export const tailHeartbeatSchema = z.object({
  type: z.literal("heartbeat"),
  nowMs: z.number(),
  watermarkMs: z.number(),
  events: z.number().int(),
  awsCalls: z.number().int(),
  costUsd: z.number(),
});

export const tailMessageSchema = z.discriminatedUnion("type", [
  logsMetaSchema,
  logsEventsSchema,
  logsFailureSchema,
  logsNoteSchema,
  tailStateSchema,
  tailGapSchema,
  tailHeartbeatSchema,
]);

export type LogsMeta = z.infer<typeof logsMetaSchema>;
export type LogsEvents = z.infer<typeof logsEventsSchema>;
export type CompactEvent = z.infer<typeof compactEventSchema>;
export type LogsProgress = z.infer<typeof logsProgressSchema>;
export type LogsFailure = z.infer<typeof logsFailureSchema>;
export type LogsNote = z.infer<typeof logsNoteSchema>;
export type LogsDone = z.infer<typeof logsDoneSchema>;
export type SourceOutcome = z.infer<typeof sourceOutcomeSchema>;
export type Interval = z.infer<typeof intervalSchema>;
export type LogsMessage = z.infer<typeof logsMessageSchema>;
export type TailState = z.infer<typeof tailStateSchema>;
export type TailGap = z.infer<typeof tailGapSchema>;
export type TailMessage = z.infer<typeof tailMessageSchema>;
