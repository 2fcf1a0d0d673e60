import { z } from "zod";
import { logLevels } from "@/lib/model/log";
import { evidenceSources, idKinds } from "@/lib/model/request";
import { startKinds } from "@/lib/model/start-kind";
import { healthSchema, metaSchema } from "@/lib/model/views/common";

/** `/api/requests/{id}`. Times are epoch milliseconds; null is not known. */

const certaintySchema = z.enum(["exact", "inferred"]);

export const evidenceSchema = z.object({
  certainty: certaintySchema,
  source: z.enum(evidenceSources),
  /** The field or the words that name the id. */
  says: z.string(),
  atMs: z.number().nullable(),
  group: z.string().nullable(),
  stream: z.string().nullable(),
  eventId: z.string().nullable(),
});

export const requestIdSchema = z.object({
  kind: z.enum(idKinds),
  id: z.string(),
  /** What it is, in words: `Lambda request of orders-api, the integration`. */
  label: z.string(),
  /** exact: lines or documents that name both lead to it from the id that was asked for. */
  certainty: certaintySchema,
  asked: z.boolean(),
  evidence: z.array(evidenceSchema),
});

export const gatewayPartSchema = z.object({
  /** `a1b2c3/prod` */
  stage: z.string(),
  apiName: z.string(),
  apiKind: z.string(),
  requestId: z.string(),
  method: z.string().nullable(),
  path: z.string().nullable(),
  resourcePath: z.string().nullable(),
  status: z.number().nullable(),
  startMs: z.number(),
  endMs: z.number(),
  latencyMs: z.number().nullable(),
  integrationLatencyMs: z.number().nullable(),
  functionName: z.string().nullable(),
  lambdaRequestId: z.string().nullable(),
  error: z.string().nullable(),
  timeout: z.boolean(),
  throttled: z.boolean(),
  canary: z.boolean(),
});

export const coldShareSchema = z.object({
  /** 0–1. */
  share: z.number(),
  /** Of the API's latency, which its caller waited for; or of the invocation's own time, init and Duration. */
  of: z.enum(["latency", "own"]),
});
export type ColdShare = z.infer<typeof coldShareSchema>;

export const invocationPartSchema = z.object({
  key: z.string(),
  requestId: z.string(),
  functionName: z.string().nullable(),
  version: z.string().nullable(),
  /** integration and authorizer: called by API Gateway. caused: begun by what the request did. */
  role: z.enum(["integration", "authorizer", "caused", "invocation"]),
  certainty: certaintySchema,
  attempt: z.number().int(),
  attempts: z.number().int(),
  status: z.string(),
  startMs: z.number().nullable(),
  endMs: z.number().nullable(),
  durationMs: z.number().nullable(),
  billedMs: z.number().nullable(),
  memoryMb: z.number().nullable(),
  maxMemoryMb: z.number().nullable(),
  /** How long it waited for an init or a restore, a failed one included. */
  initMs: z.number().nullable(),
  cold: z.boolean().nullable(),
  /** How it came to its environment; null: cannot be told. */
  startKind: z.enum(startKinds).nullable(),
  /** How much of the request's time its cold start was; null: none, or not known. */
  coldShare: coldShareSchema.nullable(),
  /** Time in a queue before the first attempt, as X-Ray measured it. */
  waitedMs: z.number().nullable(),
  traceId: z.string().nullable(),
  sampled: z.boolean().nullable(),
  error: z.string().nullable(),
  lineCount: z.number().int(),
  group: z.string(),
});

/** One bar of the time axis. */
export const axisRowSchema = z.object({
  key: z.string(),
  kind: z.enum(["gateway", "wait", "init", "invocation", "retry-wait", "span"]),
  label: z.string(),
  detail: z.string(),
  depth: z.number().int(),
  startMs: z.number(),
  endMs: z.number(),
  health: healthSchema,
  certainty: certaintySchema,
  /** Its end is not known. */
  open: z.boolean(),
});
export type AxisRow = z.infer<typeof axisRowSchema>;

export const requestLineSchema = z.object({
  id: z.string(),
  atMs: z.number(),
  /** After the request's begin; negative for an init. */
  offsetMs: z.number(),
  /** Log source as the logs page names it. */
  source: z.string(),
  label: z.string(),
  /** `axis` row that it belongs to. */
  row: z.string().nullable(),
  level: z.enum(logLevels).nullable(),
  kind: z.string(),
  attribution: certaintySchema,
  text: z.string(),
});
export type RequestLine = z.infer<typeof requestLineSchema>;

export const requestCostSchema = z.object({
  usd: z.number(),
  parts: z.array(z.object({ label: z.string(), detail: z.string(), usd: z.number() })),
  /** Invocations whose billed duration is not logged. */
  unknown: z.array(z.string()),
  notIncluded: z.string(),
  pricesAsOf: z.string(),
  /** Whose prices these are. */
  region: z.string(),
  source: z.string(),
  /** What a reader must know of the prices: no list of this region, others borrowed, a file that is not used. */
  notices: z.array(z.string()),
});

const searchSchema = z.object({
  windows: z.array(z.object({ fromMs: z.number(), toMs: z.number() })),
  /** Log groups that were read, with what came of it. */
  groups: z.array(
    z.object({
      group: z.string(),
      events: z.number().int(),
      outcome: z.string(),
      reason: z.string().nullable(),
    }),
  ),
  groupsLeftOut: z.array(z.string()),
  engine: z.enum(["filter-log-events", "logs-insights"]),
  roundTrips: z.number().int(),
  /** More was to be looked for when the search ended. */
  unfinished: z.boolean(),
});

/** A longer search, which begins only when it is asked for. */
export const widerSearchSchema = z.object({
  label: z.string(),
  from: z.string(),
  to: z.string(),
  engine: z.enum(["filter-log-events", "logs-insights"]),
  /** Of the groups' stored bytes the window's share; null: not known. */
  bytes: z.number().nullable(),
  costUsd: z.number().nullable(),
  seconds: z.number().nullable(),
});
export type WiderSearch = z.infer<typeof widerSearchSchema>;

export const adviceSchema = z.object({
  what: z.string(),
  why: z.string(),
  switchOn: z.string(),
  paste: z.string().nullable(),
});

export const requestFindingsSchema = z.object({
  text: z.string(),
  /** The id that was looked for, in the spelling of AWS, and the others of the text. */
  id: z.string(),
  others: z.array(z.object({ id: z.string(), joined: z.boolean() })),
  found: z.boolean(),
  answer: z.object({ health: healthSchema, sentence: z.string() }),
  startMs: z.number().nullable(),
  endMs: z.number().nullable(),
  ids: z.array(requestIdSchema),
  conflicts: z.array(z.object({ message: z.string(), evidence: z.array(evidenceSchema) })),
  gateways: z.array(gatewayPartSchema),
  invocations: z.array(invocationPartSchema),
  axis: z.array(axisRowSchema),
  lines: z.array(requestLineSchema),
  linesLeftOut: z.number().int(),
  /** What X-Ray has: the traces that can be opened, those it kept nothing of, and those that name one another. */
  traces: z.array(z.object({ traceId: z.string(), kept: z.boolean(), answer: z.string().nullable() })),
  linkedTraces: z.array(z.object({ traceId: z.string(), functionName: z.string() })),
  cost: requestCostSchema.nullable(),
  /** What was inferred or could not be known, in sentences. */
  remarks: z.array(z.string()),
  /** What is not logged or not traced, and how to switch it on. */
  notLogged: z.array(adviceSchema),
  search: searchSchema,
  wider: z.array(widerSearchSchema),
});
export type RequestFindings = z.infer<typeof requestFindingsSchema>;

export const requestViewSchema = requestFindingsSchema.extend({ meta: metaSchema });
export type RequestView = z.infer<typeof requestViewSchema>;
