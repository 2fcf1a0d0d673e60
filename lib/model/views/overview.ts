import { z } from "zod";
import { healthSchema, metaSchema, sparkSchema, units } from "@/lib/model/views/common";
import { usdRangeSchema } from "@/lib/model/views/cost";

export const tileKeys = [
  "invocations",
  "errorRate",
  "throttles",
  "durationP95",
  "concurrency",
  "apiRequests",
  "api4xx",
  "api5xx",
  "apiLatencyP95",
] as const;

/** One figure of the window, against the equal window before it. */
export const tileSchema = z.object({
  key: z.enum(tileKeys),
  label: z.string(),
  unit: z.enum(units),
  /** null: no data, never 0. */
  value: z.number().nullable(),
  previous: z.number().nullable(),
  /** (value − previous) / previous; null when either is missing or previous is 0. */
  changeRatio: z.number().nullable(),
  spark: sparkSchema,
  health: healthSchema,
  /** E.g. the account's concurrency limit; null when none applies. */
  limit: z.number().nullable(),
  /** How the figure was made when it is not a plain sum (e.g. "highest of 3 stages"), or null. */
  note: z.string().nullable(),
});
export type Tile = z.infer<typeof tileSchema>;

export const functionRowSchema = z.object({
  name: z.string(),
  health: healthSchema,
  /** Why the health is not ok, in words; null when ok. */
  reason: z.string().nullable(),
  /** Start of the period in which that began, epoch milliseconds; null when ok or when the series does not show it. */
  sinceMs: z.number().nullable(),
  invocations: z.number().nullable(),
  errors: z.number().nullable(),
  /** errors ÷ invocations, 0–1. */
  errorRate: z.number().nullable(),
  throttles: z.number().nullable(),
  durationP50Ms: z.number().nullable(),
  durationP95Ms: z.number().nullable(),
  durationP99Ms: z.number().nullable(),
  concurrencyPeak: z.number().nullable(),
  /** null while the configuration is not read or not permitted. */
  runtime: z.string().nullable(),
  memoryMb: z.number().nullable(),
  architecture: z.string().nullable(),
  /**
   * What the executions of the window cost, from metrics: requests and duration, without logs and without provisioned
   * concurrency that is configured. null: nothing ran, or not known.
   */
  cost: usdRangeSchema.nullable(),
  /** Invocations per period. */
  spark: sparkSchema,
  /** Errors and throttles per period, same grid as `spark`. */
  failureSpark: sparkSchema,
});
export type FunctionRow = z.infer<typeof functionRowSchema>;

export const apiRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  stage: z.string(),
  kind: z.enum(["REST", "HTTP", "WEBSOCKET"]),
  health: healthSchema,
  reason: z.string().nullable(),
  sinceMs: z.number().nullable(),
  count: z.number().nullable(),
  status4xx: z.number().nullable(),
  status5xx: z.number().nullable(),
  latencyP95Ms: z.number().nullable(),
  integrationLatencyP95Ms: z.number().nullable(),
  /** null where the stage has no cache. */
  cacheHits: z.number().nullable(),
  /**
   * What API Gateway charges for the requests of the window, from metrics; without cache, logs and the functions behind
   * it. null: no requests, not known, or no price (WebSocket).
   */
  cost: usdRangeSchema.nullable(),
  spark: sparkSchema,
  failureSpark: sparkSchema,
});
export type ApiRow = z.infer<typeof apiRowSchema>;

/** The page's one sentence. */
export const answerSchema = z.object({ health: healthSchema, sentence: z.string() });
export type Answer = z.infer<typeof answerSchema>;

/** `/api/overview`. A part that could not be read is null and named in `meta.incomplete`. */
export const overviewSchema = z.object({
  meta: metaSchema,
  answer: answerSchema,
  tiles: z.array(tileSchema).nullable(),
  functions: z.array(functionRowSchema).nullable(),
  apis: z.array(apiRowSchema).nullable(),
});
export type Overview = z.infer<typeof overviewSchema>;
