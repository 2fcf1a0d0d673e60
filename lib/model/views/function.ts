import { z } from "zod";
import { chartSchema, metaSchema } from "@/lib/model/views/common";
import { comparisonSchema } from "@/lib/model/views/comparison";
import { subjectCostSchema } from "@/lib/model/views/cost";
import { deploymentSchema } from "@/lib/model/views/deployments";
import { answerSchema } from "@/lib/model/views/overview";

/** Configuration as far as it may leave the server: never environment variables. */
export const functionConfigurationSchema = z.object({
  name: z.string(),
  arn: z.string(),
  description: z.string().nullable(),
  runtime: z.string().nullable(),
  handler: z.string().nullable(),
  architecture: z.string(),
  memoryMb: z.number(),
  timeoutMs: z.number(),
  ephemeralStorageMb: z.number().nullable(),
  codeSizeBytes: z.number().nullable(),
  packageType: z.string().nullable(),
  vpc: z.boolean(),
  lastModifiedMs: z.number().nullable(),
  logGroup: z.string(),
  logFormat: z.string(),
  systemLogLevel: z.string().nullable(),
  applicationLogLevel: z.string().nullable(),
  tracing: z.string().nullable(),
  snapStart: z.boolean(),
  deadLetterArn: z.string().nullable(),
  reservedConcurrency: z.number().nullable(),
  provisioned: z.array(
    z.object({
      qualifier: z.string(),
      requested: z.number(),
      available: z.number(),
      status: z.string(),
    }),
  ),
});
export type FunctionConfiguration = z.infer<typeof functionConfigurationSchema>;

export const aliasSchema = z.object({
  name: z.string(),
  /** Every version that takes traffic, with its share 0–1; sums to 1. */
  versions: z.array(z.object({ version: z.string(), weight: z.number() })),
});

export const eventSourceSchema = z.object({
  id: z.string(),
  /** sqs, kinesis, dynamodb, … taken from the ARN's service. */
  service: z.string(),
  arn: z.string(),
  state: z.string(),
  batchSize: z.number().nullable(),
});

/** A version's share of a weighted alias in the window. */
export const versionRowSchema = z.object({
  alias: z.string(),
  version: z.string(),
  weight: z.number(),
  invocations: z.number().nullable(),
  errors: z.number().nullable(),
  errorRate: z.number().nullable(),
  durationP50Ms: z.number().nullable(),
  durationP95Ms: z.number().nullable(),
});

/** `/api/functions/{name}`. */
export const functionViewSchema = z.object({
  meta: metaSchema,
  name: z.string(),
  answer: answerSchema,
  configuration: functionConfigurationSchema.nullable(),
  aliases: z.array(aliasSchema).nullable(),
  eventSources: z.array(eventSourceSchema).nullable(),
  /** One chart per group of metrics; those without meaning for this function are left out. */
  charts: z.array(chartSchema).nullable(),
  /** Changes of the window and the latest before it, oldest first. */
  deployments: z.array(deploymentSchema).nullable(),
  /** Before and after the deployment of `?deployment=`; null: none is named, or not known. */
  comparison: comparisonSchema.nullable(),
  /** Version against version, of each alias that splits its traffic. */
  versionComparisons: z.array(comparisonSchema).nullable(),
  /** Empty unless an alias splits traffic. */
  versions: z.array(versionRowSchema).nullable(),
  totals: z
    .object({
      invocations: z.number().nullable(),
      errors: z.number().nullable(),
      errorRate: z.number().nullable(),
      throttles: z.number().nullable(),
      durationP50Ms: z.number().nullable(),
      durationP95Ms: z.number().nullable(),
      durationP99Ms: z.number().nullable(),
      durationMaxMs: z.number().nullable(),
      concurrencyPeak: z.number().nullable(),
    })
    .nullable(),
  /** With its logs and its provisioned concurrency. null: nothing was charged, or not known. */
  cost: subjectCostSchema.nullable(),
});
export type FunctionView = z.infer<typeof functionViewSchema>;
export type FunctionTotals = NonNullable<FunctionView["totals"]>;
export type Alias = z.infer<typeof aliasSchema>;
export type EventSource = z.infer<typeof eventSourceSchema>;
export type VersionRow = z.infer<typeof versionRowSchema>;
