import { z } from "zod";
import { concerns } from "@/lib/model/alarm-concern";
import { metaSchema } from "@/lib/model/views/common";

/**
 * Whether somebody hears of it:
 *
 *   covered       an alarm on the figure itself, with an action
 *   partly        an alarm sees only some of it: one alias, one method, or the average of durations
 *   total         only the region's total (of an API: all its stages) is watched
 *   silent        an alarm watches it and tells nobody: it has no action, or its actions are switched off
 *   none          no alarm
 *   not-measured  CloudWatch has no such metric
 *   unknown       the alarms could not be read
 */
export const coverageStates = [
  "covered",
  "partly",
  "total",
  "silent",
  "none",
  "not-measured",
  "unknown",
] as const;
export type CoverageState = (typeof coverageStates)[number];

export const metricOfAlarmSchema = z.object({
  namespace: z.string(),
  name: z.string(),
  dimensions: z.record(z.string(), z.string()),
  /** `Sum`, `p95`. */
  statistic: z.string(),
});
export type MetricOfAlarm = z.infer<typeof metricOfAlarmSchema>;

/**
 * What the alarm compares: one metric, or `100 × failures ÷ requests` where there are at least `minRequests` of them,
 * else 0, in percent.
 */
export const watchedFigureSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("metric"), metric: metricOfAlarmSchema }),
  z.object({
    kind: z.literal("percent"),
    failures: metricOfAlarmSchema,
    requests: metricOfAlarmSchema,
    minRequests: z.number().int(),
    /** The same in CloudWatch's metric math, over the ids `failures` and `requests`. */
    expression: z.string(),
  }),
]);
export type WatchedFigure = z.infer<typeof watchedFigureSchema>;

/** What the alarm would have done on the data that the threshold comes from. */
export const backTestSchema = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  /** Changes to ALARM. */
  times: z.number().int(),
  /** The latest of them, at most ten, ascending. `toMs` null: still in ALARM at the end of the data. */
  episodes: z.array(z.object({ fromMs: z.number(), toMs: z.number().nullable() })),
});
export type BackTest = z.infer<typeof backTestSchema>;

export const proposedAlarmSchema = z.object({
  concern: z.enum(concerns),
  /** Free in the region: PutMetricAlarm silently replaces an alarm of the same name. */
  name: z.string(),
  /** Plain ASCII. */
  description: z.string(),
  figure: watchedFigureSchema,
  periodMs: z.number(),
  /** Percent for a `percent` figure, milliseconds for a duration, else events a period. */
  threshold: z.number(),
  comparison: z.literal("GreaterThanOrEqualToThreshold"),
  evaluationPeriods: z.number().int(),
  datapointsToAlarm: z.number().int(),
  treatMissingData: z.literal("notBreaching"),
  /** CloudWatch charges an alarm by the metrics that it reads. */
  metrics: z.number().int(),
  /**
   * - measured: from the subject's own figures
   * - short: likewise, of less than a week
   * - default: too little is known of it; the threshold is a rule of thumb
   */
  basis: z.enum(["measured", "short", "default"]),
  /** Where the threshold comes from: one sentence each. */
  reasons: z.array(z.string()),
  /** null: there is nothing to try it on. */
  backTest: backTestSchema.nullable(),
  /** Peaks of the compared figure over the back-test, in steps from `fromMs` on; null: no data. Empty without any. */
  spark: z.object({ fromMs: z.number(), stepMs: z.number(), values: z.array(z.number().nullable()) }),
});
export type ProposedAlarm = z.infer<typeof proposedAlarmSchema>;

export const coverageSchema = z.object({
  state: z.enum(coverageStates),
  /** The alarms that the state rests on, by name. */
  alarms: z.array(z.string()),
  /** What to know of it, one sentence; null: the state says it all. */
  note: z.string().nullable(),
});
export type Coverage = z.infer<typeof coverageSchema>;

export const coveredSubjectSchema = z.object({
  /** Function name, or `apiId/stage`. */
  key: z.string(),
  kind: z.enum(["function", "stage"]),
  /** As it is told: `payments-charge`, `shop-api / prod`. */
  name: z.string(),
  /** Of the page about it, without range and region. */
  path: z.string(),
  /** null: not known. */
  active: z.boolean().nullable(),
  coverage: z.object({ failures: coverageSchema, throttles: coverageSchema, duration: coverageSchema }),
  /** Of its gaps; null: not computed yet, `/api/alarms/proposals?subject=key` does. */
  proposals: z.array(proposedAlarmSchema).nullable(),
});
export type CoveredSubject = z.infer<typeof coveredSubjectSchema>;

export const missingAlarmsSchema = z.object({
  /** Where thresholds are computed from. */
  baseline: z.object({ fromMs: z.number(), toMs: z.number(), periodMs: z.number() }),
  /** Worst covered first, then by name. */
  subjects: z.array(coveredSubjectSchema),
  /** Subjects with a gap (`none`, `total` or `partly`) by concern. */
  gaps: z.object({
    failures: z.number().int(),
    throttles: z.number().int(),
    duration: z.number().int(),
    /** Subjects with any. */
    subjects: z.number().int(),
  }),
  /** Of one metric of one alarm, a month; null: no price is known. */
  price: z.object({ usd: z.number(), asOf: z.string() }).nullable(),
  region: z.string(),
  notes: z.array(z.string()),
});
export type MissingAlarms = z.infer<typeof missingAlarmsSchema>;

/** `/api/alarms/proposals`. */
export const alarmProposalsSchema = z.object({
  meta: metaSchema,
  /** null when nothing could be read: `meta.incomplete` says why. */
  subjects: z.array(coveredSubjectSchema).nullable(),
  /** All proposals as text, where `form` asked for one. */
  text: z.string().nullable(),
});
export type AlarmProposals = z.infer<typeof alarmProposalsSchema>;
