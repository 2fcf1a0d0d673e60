import { z } from "zod";
import { accountStateSchema } from "@/lib/model/views/accounts";
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
  /** AWS_PROFILE, or that of the file of accounts. */
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

export const readinessStates = ["ready", "todo", "advice", "unknown"] as const;

/** One question about the account's configuration. */
export const readinessCheckSchema = z.object({
  key: z.enum(["access-log", "tracing", "log-format", "retention", "alarms"]),
  title: z.string(),
  /** advice: works as it is, would be better otherwise. */
  state: z.enum(readinessStates),
  sentence: z.string(),
  /** What it is good for. */
  why: z.string(),
  /** What to mind when changing it. */
  caution: z.string().nullable(),
  /** Functions, stages or log groups that ask for it. */
  subjects: z.array(
    z.object({
      name: z.string(),
      path: z.string().nullable(),
      detail: z.string(),
      /** A text to paste for this one alone, such as an access log format. */
      paste: z.string().nullable(),
    }),
  ),
  /** Texts to copy; nothing is executed. */
  fixes: z.array(z.object({ label: z.string(), text: z.string() })),
  /** Where in the app there is more. */
  link: z.object({ label: z.string(), path: z.string() }).nullable(),
});
export type ReadinessCheck = z.infer<typeof readinessCheckSchema>;

export const readinessSchema = z.object({
  answer: answerSchema,
  checks: z.array(readinessCheckSchema),
});
export type Readiness = z.infer<typeof readinessSchema>;

/** `/api/settings`. What could not be read is null and named in `meta.incomplete`. */
export const settingsViewSchema = z.object({
  meta: metaSchema,
  answer: answerSchema,
  identity: identitySchema.nullable(),
  permissions: permissionsSchema.nullable(),
  readiness: readinessSchema.nullable(),
  accounts: z.array(accountStateSchema),
});
export type SettingsView = z.infer<typeof settingsViewSchema>;
