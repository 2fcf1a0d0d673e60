import { z } from "zod";
import { chartSchema, metaSchema } from "@/lib/model/views/common";
import { comparisonSchema } from "@/lib/model/views/comparison";
import { subjectCostSchema } from "@/lib/model/views/cost";
import { deploymentSchema } from "@/lib/model/views/deployments";
import { answerSchema } from "@/lib/model/views/overview";
import { stageLimitsSchema, stagePlansSchema } from "@/lib/model/views/stage-limits";

export const apiConfigurationSchema = z.object({
  id: z.string(),
  name: z.string(),
  stage: z.string(),
  kind: z.enum(["REST", "HTTP", "WEBSOCKET"]),
  description: z.string().nullable(),
  createdMs: z.number().nullable(),
  deploymentId: z.string().nullable(),
  /** null: not applicable (HTTP APIs have no X-Ray) . */
  tracing: z.boolean().nullable(),
  detailedMetrics: z.boolean(),
  executionLog: z.enum(["OFF", "ERROR", "INFO"]).nullable(),
  dataTrace: z.boolean(),
  accessLogGroup: z.string().nullable(),
  accessLogFormat: z.string().nullable(),
  cacheSizeGb: z.number().nullable(),
  throttle: z.object({ rateLimit: z.number(), burstLimit: z.number() }).nullable(),
  canary: z.object({ share: z.number(), deploymentId: z.string().nullable() }).nullable(),
});
export type ApiConfiguration = z.infer<typeof apiConfigurationSchema>;

export const routeRowSchema = z.object({
  method: z.string(),
  path: z.string(),
  /** Function behind it with its qualifier; null when the integration is not a Lambda function. */
  functionName: z.string().nullable(),
  qualifier: z.string().nullable(),
  authorizer: z.string().nullable(),
  /** null without detailed metrics. */
  count: z.number().nullable(),
  status4xx: z.number().nullable(),
  status5xx: z.number().nullable(),
  latencyP95Ms: z.number().nullable(),
  integrationLatencyP95Ms: z.number().nullable(),
});
export type RouteRow = z.infer<typeof routeRowSchema>;

export const apiTotalsSchema = z.object({
  count: z.number().nullable(),
  status4xx: z.number().nullable(),
  status5xx: z.number().nullable(),
  latencyP50Ms: z.number().nullable(),
  latencyP95Ms: z.number().nullable(),
  latencyP99Ms: z.number().nullable(),
  integrationLatencyP95Ms: z.number().nullable(),
  cacheHits: z.number().nullable(),
  cacheMisses: z.number().nullable(),
});
export type ApiTotals = z.infer<typeof apiTotalsSchema>;

/** `/api/apis/{id}/{stage}`. */
export const apiViewSchema = z.object({
  meta: metaSchema,
  answer: answerSchema,
  configuration: apiConfigurationSchema.nullable(),
  charts: z.array(chartSchema).nullable(),
  totals: apiTotalsSchema.nullable(),
  /** Same figures for the canary and for the base; null without a canary. */
  canary: z.object({ base: apiTotalsSchema, canary: apiTotalsSchema, note: z.string() }).nullable(),
  routes: z.array(routeRowSchema).nullable(),
  /** What API Gateway charges: requests and cache. null: nothing, not known, or no price (WebSocket). */
  cost: subjectCostSchema.nullable(),
  /** Changes of the window and the latest before it, oldest first. */
  deployments: z.array(deploymentSchema).nullable(),
  /** Before and after the deployment of `?deployment=`; null: none is named, or not known. */
  comparison: comparisonSchema.nullable(),
  /** The canary against the base, on the same minutes; null without a canary. */
  canaryComparison: comparisonSchema.nullable(),
  /** What throttles its requests, and how near the busiest minute came. */
  limits: stageLimitsSchema.nullable(),
  /** null: they could not be read, or the kind of API has none (HTTP). */
  usagePlans: stagePlansSchema.nullable(),
});
export type ApiView = z.infer<typeof apiViewSchema>;
