import { z } from "zod";
import { healthSchema } from "@/lib/model/views/common";
import { answerSchema } from "@/lib/model/views/overview";

const throttleSchema = z.object({
  /** Requests per second. */
  rateLimit: z.number(),
  /** Size of the token bucket; null: not told. */
  burstLimit: z.number().nullable(),
});

/** One limit on the requests of a stage. */
export const throttleRowSchema = throttleSchema.extend({
  /** `account`: all APIs of the region together. */
  scope: z.enum(["route", "stage", "account"]),
  /** `POST /orders`; null but for a route. */
  route: z.string().nullable(),
  /** The stage's peak ÷ rate limit, 0–1 and more; null: no request, or not measured for a route. */
  share: z.number().nullable(),
  health: healthSchema,
  /** What the figures of this row leave open. */
  note: z.string(),
});
export type ThrottleRow = z.infer<typeof throttleRowSchema>;

/** The busiest period of the window. */
export const stagePeakSchema = z.object({
  /** Mean of the period: CloudWatch counts by the minute at best. */
  perSecond: z.number(),
  atMs: z.number(),
  periodMs: z.number(),
});

export const stageLimitsSchema = z.object({
  answer: answerSchema,
  /** null: no request in the window. */
  peak: stagePeakSchema.nullable(),
  /** In the order in which API Gateway applies them. */
  throttles: z.array(throttleRowSchema),
  /** All 4xx of the window, 429 among them: metrics do not tell them apart. */
  status4xx: z.number().nullable(),
});
export type StageLimits = z.infer<typeof stageLimitsSchema>;

export const keyUseSchema = z.object({
  /** Unique among the keys of the plan; null: AWS did not name the key by its id. */
  keyId: z.string().nullable(),
  name: z.string().nullable(),
  enabled: z.boolean().nullable(),
  /** On the last of the days. */
  used: z.number(),
  /** Of the quota's period; null without a quota, and where AWS does not tell. */
  remaining: z.number().nullable(),
  /** Part of the quota that is used up, 0–1; null without a quota, and where AWS does not tell. */
  share: z.number().nullable(),
  health: healthSchema,
  /** The most on any of the days. */
  mostInADay: z.number(),
  /** When a daily quota is used up if the day goes on as it was on average so far; null: not today, or not known. */
  reachedAtMs: z.number().nullable(),
  days: z.array(z.object({ day: z.string(), used: z.number(), remaining: z.number().nullable() })),
});
export type KeyUse = z.infer<typeof keyUseSchema>;

export const planUseSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  /** Of each key; null: only the stage's and the account's limits hold. */
  throttle: throttleSchema.nullable(),
  quota: z.object({ limit: z.number(), period: z.enum(["DAY", "WEEK", "MONTH"]) }).nullable(),
  /** Limits of single routes of this stage for each key. */
  routes: z.array(throttleSchema.extend({ route: z.string() })),
  /** Nearest to the quota first; null: its use could not be read. */
  keys: z.array(keyUseSchema).nullable(),
});
export type PlanUse = z.infer<typeof planUseSchema>;

/** Usage plans that include the stage. */
export const stagePlansSchema = z.object({
  /** null: no plan includes the stage. */
  answer: answerSchema.nullable(),
  plans: z.array(planUseSchema),
  /** The days of use, UTC, both included. */
  fromDay: z.string(),
  toDay: z.string(),
  /** Whether keys are told by their names: that takes a right of its own. */
  keyNames: z.enum(["known", "denied", "unread"]),
});
export type StagePlans = z.infer<typeof stagePlansSchema>;
