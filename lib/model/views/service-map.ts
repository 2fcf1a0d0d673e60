import { z } from "zod";
import { healthSchema, metaSchema } from "@/lib/model/views/common";
import { answerSchema } from "@/lib/model/views/overview";

/** What a node of the map is. */
export const nodeKinds = [
  /** Callers outside, as X-Ray sees them before an API stage or another first service. */
  "client",
  /** Callers that X-Ray does not see: traces begin at the function. */
  "unseen",
  "gateway",
  "function",
  "table",
  "queue",
  "topic",
  "stream",
  "bucket",
  /** A host that is not of AWS. */
  "remote",
  /** Anything else. */
  "service",
] as const;
export type NodeKind = (typeof nodeKinds)[number];

/**
 * What tells of a node or edge: sampled traces; CloudWatch's metrics alone; the configuration alone.
 * Only `traced` is drawn solid.
 */
export const sightings = ["traced", "metrics", "configured"] as const;

/** Of sampled traces only. ok + error + throttle + fault = total. */
export const mapCountsSchema = z.object({
  ok: z.number().int(),
  /** 4xx other than throttles. */
  error: z.number().int(),
  throttle: z.number().int(),
  /** 5xx, or the handler failed. */
  fault: z.number().int(),
  total: z.number().int(),
  perMinute: z.number(),
});
export type MapCounts = z.infer<typeof mapCountsSchema>;

/** Response times in X-Ray's own bins, so percentiles are exact to a bin. null: nothing timed. */
export const mapLatencySchema = z.object({
  p50Ms: z.number(),
  p95Ms: z.number(),
  p99Ms: z.number(),
  meanMs: z.number(),
  /** Six bins a decade, only from the first with a count to the last: `fromMs <= t < toMs`. */
  bins: z.array(z.object({ fromMs: z.number(), toMs: z.number(), count: z.number().int() })),
});
export type MapLatency = z.infer<typeof mapLatencySchema>;

/** What CloudWatch counted: every request, sampled or not. null: no datapoint. */
export const mapMetricsSchema = z.object({
  /** `Invocations` of a function, `Count` of a stage. */
  requests: z.number().nullable(),
  /** `Errors`, or 5xx. */
  faults: z.number().nullable(),
  /** 4xx of a stage; null for functions. */
  errors: z.number().nullable(),
  /** Not among `requests` of a function. */
  throttles: z.number().nullable(),
  p95Ms: z.number().nullable(),
  perMinute: z.number().nullable(),
});
export type MapMetrics = z.infer<typeof mapMetricsSchema>;

/** `traced` of `of` requests. */
export const coverageSchema = z.object({ traced: z.number().int(), of: z.number().int() });
export type Coverage = z.infer<typeof coverageSchema>;

/** Against the equal window before, by traces. */
export const changeSchema = z.object({
  kind: z.enum(["new", "gone", "worse", "better"]),
  /** In words, with the figures. */
  text: z.string(),
});
export type Change = z.infer<typeof changeSchema>;

export const mapNodeSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Short form of the name. */
  label: z.string(),
  kind: z.enum(nodeKinds),
  /** X-Ray's types of what is shown as this one node, with their own counts. */
  parts: z.array(
    z.object({
      name: z.string(),
      type: z.string().nullable(),
      traced: mapCountsSchema.nullable(),
      latency: mapLatencySchema.nullable(),
    }),
  ),
  /** null: this account. */
  accountId: z.string().nullable(),
  seen: z.enum(sightings),
  traced: mapCountsSchema.nullable(),
  latency: mapLatencySchema.nullable(),
  metrics: mapMetricsSchema.nullable(),
  coverage: coverageSchema.nullable(),
  health: healthSchema,
  reason: z.string().nullable(),
  functionName: z.string().nullable(),
  stage: z.object({ apiId: z.string(), stage: z.string(), apiKind: z.string() }).nullable(),
  /** What the figures do not say. */
  notes: z.array(z.string()),
  change: changeSchema.nullable(),
});
export type MapNode = z.infer<typeof mapNodeSchema>;

export const mapEdgeSchema = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  /** The caller does not wait: a message, an event, an asynchronous invocation. */
  asynchronous: z.boolean(),
  seen: z.enum(sightings),
  traced: mapCountsSchema.nullable(),
  latency: mapLatencySchema.nullable(),
  /** CloudWatch does not count this hop; both its ends together allow no more requests than these. */
  atMost: z.number().nullable(),
  /** What the configuration says of it: `GET /orders`, `event source`, `dead-letter queue`. */
  origins: z.array(z.string()),
  health: healthSchema,
  reason: z.string().nullable(),
  change: changeSchema.nullable(),
});
export type MapEdge = z.infer<typeof mapEdgeSchema>;

export const serviceMapSchema = z.object({
  coverage: z.object({
    /** Requests to API stages. null: CloudWatch gave no count. */
    requests: coverageSchema.nullable(),
    /** Invocations of functions. */
    invocations: coverageSchema.nullable(),
  }),
  nodes: z.array(mapNodeSchema),
  edges: z.array(mapEdgeSchema),
  /** null unless `compare=on`. */
  comparison: z
    .object({
      fromMs: z.number(),
      toMs: z.number(),
      new: z.number().int(),
      gone: z.number().int(),
      worse: z.number().int(),
      better: z.number().int(),
    })
    .nullable(),
});
export type ServiceMap = z.infer<typeof serviceMapSchema>;

/** `/api/service-map`. `map` is null when it could not be read, which `meta.incomplete` then names. */
export const serviceMapViewSchema = z.object({
  meta: metaSchema,
  answer: answerSchema,
  map: serviceMapSchema.nullable(),
});
export type ServiceMapView = z.infer<typeof serviceMapViewSchema>;
