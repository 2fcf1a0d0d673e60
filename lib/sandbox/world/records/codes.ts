/** Small numbers that stand for the words of the contract inside the columns. Order is part of the encoding. */
import type { EnvironmentStart, Outcome, RequestOutcome, Trigger } from "@/lib/sandbox/world/types";

export const outcomes = [
  "success",
  "error",
  "timeout",
  "out-of-memory",
  "crash",
] as const satisfies readonly Outcome[];

export const triggers = [
  "api",
  "authorizer",
  "sqs",
  "sns",
  "s3",
  "kinesis",
  "schedule",
  "warm-up",
  "async",
  "direct",
] as const satisfies readonly Trigger[];

export const requestOutcomes = [
  "ok",
  "client-error",
  "authorizer-denied",
  "gateway-throttled",
  "function-throttled",
  "integration-error",
  "integration-timeout",
  "cache-hit",
] as const satisfies readonly RequestOutcome[];

export const environmentStarts = [
  "on-demand",
  "provisioned",
  "proactive",
] as const satisfies readonly EnvironmentStart[];

export const initStatuses = ["ok", "timeout", "error"] as const;

export const codeOf = {
  outcome: (word: Outcome) => outcomes.indexOf(word),
  trigger: (word: Trigger) => triggers.indexOf(word),
  requestOutcome: (word: RequestOutcome) => requestOutcomes.indexOf(word),
} as const;
