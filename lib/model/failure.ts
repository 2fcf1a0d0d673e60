import { z } from "zod";

/**
 * Why an AWS answer is missing. Each kind is a different thing on screen and has a different next step.
 * - throttled: AWS refused for pace, retries used up
 * - denied: the credentials lack an action; `action` and `resource` say which
 * - no-credentials, expired-credentials: nothing can be read until the user acts
 * - wrong-clock: AWS refuses what is signed with another time than its own, corrected or not
 * - not-found: the thing is not there (a log group: "no logs yet")
 * - unavailable: 5xx, time-out, connection refused, unreadable answer
 * - invalid: AWS refused the request as malformed
 * - partial: AWS gave a part and said so
 * - budget: our own limit on billed calls
 * - ask: dear enough to be asked about first; nothing is wrong
 */
export const failureKinds = [
  "throttled",
  "denied",
  "no-credentials",
  "expired-credentials",
  "wrong-clock",
  "not-found",
  "unavailable",
  "invalid",
  "partial",
  "budget",
  "ask",
] as const;

export const failureSchema = z.object({
  kind: z.enum(failureKinds),
  /** `cloudwatch:GetMetricData`: service and operation, in the spelling of IAM. */
  operation: z.string(),
  /** What AWS (or the network) said, one sentence. */
  message: z.string(),
  /** What the user can do next, one sentence. */
  nextStep: z.string(),
  /** IAM action that was denied, else null. */
  action: z.string().nullable(),
  resource: z.string().nullable(),
});

export type FailureKind = (typeof failureKinds)[number];
export type Failure = z.infer<typeof failureSchema>;
