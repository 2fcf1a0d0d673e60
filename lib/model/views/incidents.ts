import { z } from "zod";
import { metaSchema } from "@/lib/model/views/common";
import { answerSchema } from "@/lib/model/views/overview";

/** A function, or a stage of an API, as in lib/model/subject.ts. */
export const incidentSubjectSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("function"), name: z.string() }),
  z.object({
    kind: z.literal("stage"),
    apiId: z.string(),
    apiName: z.string(),
    apiKind: z.enum(["REST", "HTTP", "WEBSOCKET"]),
    stage: z.string(),
  }),
]);

export const incidentEventKinds = ["onset", "end", "deployment", "limit", "alarm", "recovery"] as const;
export type IncidentEventKind = (typeof incidentEventKinds)[number];

/** One point of the timeline. */
export const incidentEventSchema = z.object({
  kind: z.enum(incidentEventKinds),
  /** Of onsets and ends: the start or end of a minute (of a longer period where CloudWatch keeps no minutes). */
  atMs: z.number(),
  /** null: an alarm that watches neither a function nor a stage. */
  subject: incidentSubjectSchema.nullable(),
  text: z.string(),
  /** Who or what tells of it: a baseline, CloudTrail, an alarm's reason; null where the text says all. */
  detail: z.string().nullable(),
  /** Set for deployments: `?deployment=` of the subject's page compares before with after. */
  deploymentId: z.string().nullable(),
  /** Set for alarms. */
  alarm: z.string().nullable(),
});
export type IncidentEvent = z.infer<typeof incidentEventSchema>;

export const causeKinds = ["deployment", "limit", "traffic", "dependency"] as const;

/** What probably set it off. Never without reasons, never later than the onset. */
export const causeSchema = z.object({
  kind: z.enum(causeKinds),
  atMs: z.number(),
  text: z.string(),
  /** shown: figures single it out; suspected: it fits in time and place, and nothing speaks against it. */
  certainty: z.enum(["shown", "suspected"]),
  reasons: z.array(z.string()),
  deploymentId: z.string().nullable(),
});
export type Cause = z.infer<typeof causeSchema>;

export const measures = [
  "errors",
  "throttles",
  "invocations",
  "duration",
  "concurrency",
  "iteratorAge",
  "status5xx",
  "status4xx",
  "requests",
  "latency",
] as const;

/** One figure that was unusual. */
export const incidentFindingSchema = z.object({
  subject: incidentSubjectSchema,
  measure: z.enum(measures),
  statistic: z.string().nullable(),
  direction: z.enum(["up", "down"]),
  fromMs: z.number(),
  /** null: goes on. */
  toMs: z.number().nullable(),
  /** It was so when the window began. */
  beganBefore: z.boolean(),
  severity: z.enum(["high", "medium", "low"]),
  affected: z.number().nullable(),
  text: z.string(),
  /** The baseline and how sure the finding is. */
  evidence: z.string(),
});
export type IncidentFinding = z.infer<typeof incidentFindingSchema>;

export const incidentSchema = z.object({
  /** Stable for the same findings. */
  id: z.string(),
  /** Where it is worst, below whatever calls it. */
  subject: incidentSubjectSchema,
  /** Others that show it too. */
  alsoAt: z.array(incidentSubjectSchema),
  sentence: z.string(),
  /** What is wrong, without times and cause: `errors and long durations`. */
  what: z.string(),
  /** Something fails or is slow; false: only the traffic is unusual. */
  failing: z.boolean(),
  onsetMs: z.number(),
  /** The onset lies before the window; `onsetMs` is then the window's start. */
  beganBefore: z.boolean(),
  /** null: goes on. */
  endMs: z.number().nullable(),
  severity: z.enum(["high", "medium", "low"]),
  /** Requests of `subject` that failed beyond the usual or were refused; without a share, served meanwhile; null: not known. */
  affected: z.number().nullable(),
  affectedShare: z.number().nullable(),
  cause: causeSchema.nullable(),
  /** Why no cause is claimed; null where one is. */
  causeUnknown: z.string().nullable(),
  /** What fits in time but is spoken against by figures. */
  ruledOut: z.array(z.object({ text: z.string(), reason: z.string() })),
  /** Why the findings are one incident. */
  grouped: z.array(z.string()),
  findings: z.array(incidentFindingSchema),
  /** Oldest first. */
  events: z.array(incidentEventSchema),
});
export type Incident = z.infer<typeof incidentSchema>;

/** A source that could not be read: its silence means nothing. */
export const blindSpots = ["deployments", "alarms", "limits", "calls"] as const;

export const incidentsFiguresSchema = z.object({
  answer: answerSchema,
  /** Worst first. */
  incidents: z.array(incidentSchema),
  /** Deployments, alarm changes, limits and recoveries of no incident; newest first. */
  others: z.array(incidentEventSchema),
  /** What was looked at, and against what. */
  basis: z.string(),
  notRead: z.array(z.enum(blindSpots)),
});
export type IncidentsFigures = z.infer<typeof incidentsFiguresSchema>;

/** `/api/incidents`. null: could not be read, and named in `meta.incomplete`. */
export const incidentsViewSchema = z.object({
  meta: metaSchema,
  incidents: incidentsFiguresSchema.nullable(),
});
export type IncidentsView = z.infer<typeof incidentsViewSchema>;
