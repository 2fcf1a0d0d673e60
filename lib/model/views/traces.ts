import { z } from "zod";
import { failureSchema } from "@/lib/model/failure";
import { metaSchema } from "@/lib/model/views/common";

/** One trace as the Traces page shows it. Unknown is null, never false or 0. */
export const traceRowSchema = z.object({
  traceId: z.string(),
  startMs: z.number(),
  /** First segment's begin to last segment's end, asynchronous work included; null while in progress. */
  durationMs: z.number().nullable(),
  /** The root's answer to its caller. */
  responseTimeMs: z.number().nullable(),
  /** Of the root's answer. */
  fault: z.boolean(),
  error: z.boolean(),
  throttle: z.boolean(),
  /** X-Ray has not all of its segments. */
  partial: z.boolean(),
  method: z.string().nullable(),
  url: z.string().nullable(),
  status: z.number().nullable(),
  /** `GET /orders/{id}`, ids in the path left out; null where no HTTP request began the trace. */
  route: z.string().nullable(),
  /** Name of the service where the trace began. */
  entry: z.string().nullable(),
  /** Names, each once, in X-Ray's order; clients are left out. */
  services: z.array(z.string()),
  annotations: z.array(z.tuple([z.string(), z.union([z.string(), z.number(), z.boolean()])])),
  /** What X-Ray names as the cause: `orders › payments: TypeError: …`; null where it names none. */
  rootCause: z.string().nullable(),
  /** A request waited for a function to start; null: not known without the documents. */
  cold: z.boolean().nullable(),
});
export type TraceRow = z.infer<typeof traceRowSchema>;

export const traceDimensions = ["route", "service", "status", "annotation"] as const;
/** By what traces are grouped. */
export type TraceDimension = (typeof traceDimensions)[number];

export const traceGroupSchema = z.object({
  /** Identifies the group within its dimension; "" stands for traces that have none. */
  key: z.string(),
  label: z.string(),
  count: z.number().int(),
  /** Of response times; null where no trace of the group has one. */
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  faults: z.number().int(),
  errors: z.number().int(),
  throttles: z.number().int(),
});
export type TraceGroup = z.infer<typeof traceGroupSchema>;

export const findingKinds = [
  "outcome",
  "status",
  "route",
  "service",
  "cold-start",
  "annotation",
  "root-cause",
] as const;

/** Something that the traces of one selection have more often than those of the other. */
export const traceFindingSchema = z.object({
  kind: z.enum(findingKinds),
  /** `customer_tier` for an annotation, else the kind's own name. */
  name: z.string(),
  value: z.string(),
  /** Traces that have it, and those of which it is known whether they have it. */
  selected: z.object({ count: z.number().int(), of: z.number().int() }),
  others: z.object({ count: z.number().int(), of: z.number().int() }),
  /** Share among the selected ÷ share among the others; null: no other trace has it. */
  lift: z.number().nullable(),
});
export type TraceFinding = z.infer<typeof traceFindingSchema>;

export const traceComparisonSchema = z.object({
  selectedLabel: z.string(),
  othersLabel: z.string(),
  selectedCount: z.number().int(),
  othersCount: z.number().int(),
  /** A property counts from this many selected traces on. */
  minimumSupport: z.number().int(),
  findings: z.array(traceFindingSchema),
});
export type TraceComparison = z.infer<typeof traceComparisonSchema>;

const coverageSchema = z.object({
  /** Seen by X-Ray. */
  traced: z.number().int(),
  /** Counted by CloudWatch; null where the metrics could not be read. */
  total: z.number().nullable(),
});

/** How much of what happened X-Ray kept. Traced counts are of the service graph, totals of CloudWatch. */
export const traceCoverageSchema = z.object({
  /** Requests to the stages of all APIs, and those that have a segment of API Gateway. */
  requests: coverageSchema,
  /** Invocations of all functions, and those that have a function segment. */
  invocations: coverageSchema,
  stages: z.array(
    z.object({
      label: z.string(),
      traced: z.number().int(),
      total: z.number().nullable(),
      /** Only REST APIs have X-Ray. [D http-api-vs-rest] */
      kind: z.enum(["REST", "HTTP", "WEBSOCKET"]),
    }),
  ),
});
export type TraceCoverage = z.infer<typeof traceCoverageSchema>;

/** How traces with a cold start were told from the others: by their documents, where the summaries do not say it. */
export const coldOnlySchema = z.object({
  /** Traces of the window that fit the filter. */
  traces: z.number().int(),
  found: z.number().int(),
  /** Left out although they may have one: no document of a function says. */
  unknown: z.number().int(),
  /** Left out without a look: documents of only so many traces are read, the newest. */
  unread: z.number().int(),
});
export type ColdOnly = z.infer<typeof coldOnlySchema>;

/** `/api/traces` */
export const tracesViewSchema = z.object({
  meta: metaSchema,
  filter: z.string().nullable(),
  answer: z.string(),
  /** Newest first. */
  traces: z.array(traceRowSchema),
  /** Traces that X-Ray looked at, those that do not fit the filter included. */
  processed: z.number().int(),
  /** The limit stopped the reading: there may be more, older than this instant. */
  truncatedAtMs: z.number().nullable(),
  /** With `cold=true`; else null. */
  coldOnly: coldOnlySchema.nullable(),
  group: z.string(),
  groups: z.array(traceGroupSchema),
  /** Of the selection or the picked group with the rest; null when nothing is selected. */
  comparison: traceComparisonSchema.nullable(),
  coverage: traceCoverageSchema.nullable(),
});
export type TracesView = z.infer<typeof tracesViewSchema>;

/** `/api/traces` as `application/x-ndjson`: one message a line, in the order of AWS's pages. */
export const tracesMessageSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("meta"),
    fromMs: z.number(),
    toMs: z.number(),
    nowMs: z.number(),
    region: z.string(),
    filter: z.string().nullable(),
    /** What cannot be in the answer, whatever is in it. */
    notes: z.array(z.string()),
  }),
  z.object({
    type: z.literal("rows"),
    rows: z.array(traceRowSchema),
    processed: z.number().int(),
    /** How far back the reading has come. */
    reachedMs: z.number().nullable(),
  }),
  z.object({ type: z.literal("failure"), failure: failureSchema }),
  z.object({
    type: z.literal("done"),
    processed: z.number().int(),
    truncatedAtMs: z.number().nullable(),
    coldOnly: coldOnlySchema.nullable(),
    awsCalls: z.number().int(),
    costUsd: z.number(),
  }),
]);
export type TracesMessage = z.infer<typeof tracesMessageSchema>;

/** `/api/traces/cold-starts?ids=…`: read from the documents, five traces a call. */
export const coldStartsViewSchema = z.object({
  region: z.string(),
  /** By trace id; null: no function's document says. */
  coldStarts: z.record(z.string(), z.boolean().nullable()),
  awsCalls: z.number().int(),
  costUsd: z.number(),
});
export type ColdStartsView = z.infer<typeof coldStartsViewSchema>;
