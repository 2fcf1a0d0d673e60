import { z } from "zod";
import { chartSchema, healthSchema, metaSchema, units } from "@/lib/model/views/common";
import { answerSchema } from "@/lib/model/views/overview";

/** Why calls were throttled; `unknown` when no limit is seen to be reached in the same minutes. */
export const throttleCauses = [
  "switched-off",
  "function-limit",
  "account-limit",
  "scaling-rate",
  "request-rate",
  "unknown",
] as const;
export type ThrottleCause = (typeof throttleCauses)[number];

/** Throttled periods of one cause that follow on each other. */
export const throttleEpisodeSchema = z.object({
  cause: z.enum(throttleCauses),
  fromMs: z.number(),
  toMs: z.number(),
  /** How long a period of the evidence is, and how many had throttles. */
  periodMs: z.number(),
  periods: z.number().int(),
  throttles: z.number(),
  /** The most concurrent executions of the function in these periods. */
  concurrencyPeak: z.number().nullable(),
  /** What was reached, in the unit of the cause: executions, or requests per second for `request-rate`. */
  limit: z.number().nullable(),
  /** The evidence in words. */
  sentence: z.string(),
});
export type ThrottleEpisode = z.infer<typeof throttleEpisodeSchema>;

/** When a limit is reached at the current trend. */
export const forecastSchema = z.object({
  state: z.enum(["throttled", "reaches", "not-within", "unknown"]),
  sentence: z.string(),
  /** Where the trend meets the limit; `latestMs` null: at the low end of the trend it never does. */
  atMs: z.number().nullable(),
  earliestMs: z.number().nullable(),
  latestMs: z.number().nullable(),
  /** How far ahead of the window was looked. */
  horizonMs: z.number().nullable(),
  /** Executions a day: the trend and its 95 % interval. */
  growthPerDay: z.object({ low: z.number(), middle: z.number(), high: z.number() }).nullable(),
  /** The maxima that the trend is drawn from. */
  basis: z
    .object({ points: z.number().int(), periodMs: z.number(), fromMs: z.number(), toMs: z.number() })
    .nullable(),
});
export type Forecast = z.infer<typeof forecastSchema>;

export const accountConcurrencySchema = z.object({
  /** Concurrent executions allowed in the region; null when it could not be read. */
  limit: z.number().nullable(),
  /** What is left of it for functions without a reservation of their own. */
  unreservedLimit: z.number().nullable(),
  peak: z.number().nullable(),
  peakAtMs: z.number().nullable(),
  unreservedPeak: z.number().nullable(),
  /** Unreserved executions plus all that is reserved or provisioned, used or not. */
  claimedPeak: z.number().nullable(),
  /** Of the unreserved pool what was taken at most: executions, and provisioned concurrency used or not. */
  poolPeak: z.number().nullable(),
  /** Of that pool: its limit − peak, and peak ÷ limit. */
  headroom: z.number().nullable(),
  share: z.number().nullable(),
  health: healthSchema,
  forecast: forecastSchema,
});
export type AccountConcurrency = z.infer<typeof accountConcurrencySchema>;

export const provisionedUseSchema = z.object({
  qualifier: z.string(),
  /** null where only the metric is known. */
  requested: z.number().nullable(),
  available: z.number().nullable(),
  status: z.string().nullable(),
  /** The highest share in use, 0–1; null when nothing ran on it. */
  utilizationPeak: z.number().nullable(),
  utilizationPeakAtMs: z.number().nullable(),
});
export type ProvisionedUse = z.infer<typeof provisionedUseSchema>;

export const functionConcurrencySchema = z.object({
  name: z.string(),
  health: healthSchema,
  /** Why the health is not ok, in words; null when ok. */
  reason: z.string().nullable(),
  /** The most executions in one period's moment; null when nothing ran. */
  peak: z.number().nullable(),
  peakAtMs: z.number().nullable(),
  /** reserved: the function's own; shared: the account's unreserved pool; unknown: could not be read. */
  limitKind: z.enum(["reserved", "shared", "unknown"]),
  limit: z.number().nullable(),
  /** Of the limit that would throttle it: its own reservation, or the pool with all others in it. */
  headroom: z.number().nullable(),
  share: z.number().nullable(),
  throttles: z.number().nullable(),
  provisioned: z.array(provisionedUseSchema),
  provisionedInvocations: z.number().nullable(),
  /** Invocations that found all of the provisioned concurrency busy. */
  spillover: z.number().nullable(),
  throttled: z.array(throttleEpisodeSchema),
  /** null for functions that share the account's pool: see `account.forecast`. */
  forecast: forecastSchema.nullable(),
});
export type FunctionConcurrency = z.infer<typeof functionConcurrencySchema>;

export const concurrencyFiguresSchema = z.object({
  answer: answerSchema,
  account: accountConcurrencySchema,
  /** Least headroom first. */
  functions: z.array(functionConcurrencySchema),
  /** Concurrency of the account, of the function nearest to its limit, and throttles. */
  charts: z.array(chartSchema),
  /** Functions whose reservation was not asked for, because there are too many. */
  reservationsNotRead: z.number().int(),
});
export type ConcurrencyFigures = z.infer<typeof concurrencyFiguresSchema>;

export const limitKinds = [
  "duration",
  "memory",
  "payload",
  "iterator-age",
  "async-age",
  "events-dropped",
  "dead-letter",
  "destination",
  "api-rate",
] as const;
export type LimitKind = (typeof limitKinds)[number];

export const limitRowSchema = z.object({
  kind: z.enum(limitKinds),
  /** `apiId` and `stage` are null for a function. */
  name: z.string(),
  apiId: z.string().nullable(),
  stage: z.string().nullable(),
  unit: z.enum(units),
  used: z.number(),
  /** null where any at all is too much: lost events. */
  limit: z.number().nullable(),
  share: z.number().nullable(),
  /** Start of the first period of the window that was at 80 % or more; null when none was. */
  sinceMs: z.number().nullable(),
  health: healthSchema,
  /** What else belongs to the figure, and what was assumed. */
  note: z.string().nullable(),
});
export type LimitRow = z.infer<typeof limitRowSchema>;

/** Limits that metrics say nothing of, or not of all. */
export const unknownKinds = [
  "memory",
  "timeout",
  "payload",
  "ephemeral-storage",
  "stage-settings",
  "account-rate",
] as const;

export const unknownLimitSchema = z.object({
  kind: z.enum(unknownKinds),
  what: z.string(),
  reason: z.string(),
  nextStep: z.string(),
});
export type UnknownLimit = z.infer<typeof unknownLimitSchema>;

export const limitsFiguresSchema = z.object({
  answer: answerSchema,
  /** Nearest first. */
  rows: z.array(limitRowSchema),
  /** Limits that metrics say nothing of, and where to look. */
  unknown: z.array(unknownLimitSchema),
});
export type LimitsFigures = z.infer<typeof limitsFiguresSchema>;

/** `/api/concurrency`. A part that could not be read is null and named in `meta.incomplete`. */
export const concurrencyViewSchema = z.object({
  meta: metaSchema,
  concurrency: concurrencyFiguresSchema.nullable(),
  limits: limitsFiguresSchema.nullable(),
});
export type ConcurrencyView = z.infer<typeof concurrencyViewSchema>;
