import { z } from "zod";
import { metaSchema } from "@/lib/model/views/common";
import { answerSchema } from "@/lib/model/views/overview";

/** Who asks AWS, where, and by which clock. */
export const identitySchema = z.object({
  accountId: z.string(),
  arn: z.string(),
  /** `Role lambdascope`. */
  principal: z.string(),
  /** Of a role's session. */
  session: z.string().nullable(),
  /** AWS_PROFILE. */
  profile: z.string().nullable(),
  region: z.string(),
  regions: z.array(z.string()),
  /** null: AWS itself. */
  endpointUrl: z.string().nullable(),
  /** How far the clock of AWS is ahead of this machine's; 0 below half a minute. */
  clockAheadMs: z.number(),
});
export type Identity = z.infer<typeof identitySchema>;

export const operationResults = ["allowed", "denied", "unknown"] as const;

/** One operation of AWS, tried. */
export const triedOperationSchema = z.object({
  /** `apigatewayv2.GetApis`: service and operation. */
  id: z.string(),
  /** `apigateway:GetApis`, as failures spell it. */
  operation: z.string(),
  /** What a policy must allow. */
  action: z.string(),
  result: z.enum(operationResults),
  /** What it was tried on; null: on nothing in particular. */
  triedOn: z.string().nullable(),
  /** What AWS said, or why it could not be tried; null where it is allowed. */
  reason: z.string().nullable(),
  /** What to do about it. */
  nextStep: z.string().nullable(),
  /** The resource that was denied, where AWS names it. */
  resource: z.string().nullable(),
  /** JSON of the IAM statement that allows it, where that is the remedy. */
  statement: z.string().nullable(),
  /** `Traces: Traces`, parts of pages that are empty without it. */
  stops: z.array(z.string()),
  /** Parts of pages that lack something without it. */
  weakens: z.array(z.string()),
});
export type TriedOperation = z.infer<typeof triedOperationSchema>;

export const permissionsSchema = z.object({
  answer: answerSchema,
  triedAtMs: z.number(),
  /** Denied first, then unknown. */
  operations: z.array(triedOperationSchema),
  counts: z.object({ allowed: z.number(), denied: z.number(), unknown: z.number() }),
  /** JSON of a policy that allows all that is denied and nothing more; null: no statement would help. */
  missingPolicy: z.string().nullable(),
  /** JSON of docs/iam-policy.json, for this partition. */
  wholePolicy: z.string(),
  /** Where the policy goes for these credentials, and how. */
  grant: z.object({ where: z.string(), command: z.string().nullable() }),
});
export type Permissions = z.infer<typeof permissionsSchema>;

/** `/api/settings`. What could not be read is null and named in `meta.incomplete`. */
export const settingsViewSchema = z.object({
  meta: metaSchema,
  answer: answerSchema,
  identity: identitySchema.nullable(),
  permissions: permissionsSchema.nullable(),
});
export type SettingsView = z.infer<typeof settingsViewSchema>;
