import { z } from "zod";
import { alarmKinds, alarmStates } from "@/lib/model/alarm";
import { failureSchema } from "@/lib/model/failure";
import { chartSchema, metaSchema } from "@/lib/model/views/common";
import { missingAlarmsSchema } from "@/lib/model/views/missing-alarms";
import { answerSchema } from "@/lib/model/views/overview";

export const alarmStateSchema = z.enum(alarmStates);

/** A function, a stage, or in words what else an alarm watches. */
export const alarmSubjectSchema = z.object({
  kind: z.enum(["function", "stage", "other"]),
  name: z.string(),
  /** Of the page about it, without range and region; null where there is none. */
  path: z.string().nullable(),
  /** Parts of `src` of the Logs page: where its requests are; empty where nothing is known of them. */
  sources: z.array(z.string()),
  /** False: not in this region's list; null: the list could not be read, or it is nothing of ours. */
  exists: z.boolean().nullable(),
});
export type AlarmSubject = z.infer<typeof alarmSubjectSchema>;

/** A stretch of one state; null: not known. */
export const alarmSpanSchema = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  state: alarmStateSchema.nullable(),
});
export type AlarmSpan = z.infer<typeof alarmSpanSchema>;

export const alarmRowSchema = z.object({
  name: z.string(),
  description: z.string().nullable(),
  kind: z.enum(alarmKinds),
  /** Now, whatever the window. */
  state: alarmStateSchema,
  sinceMs: z.number().nullable(),
  reason: z.string(),
  watches: z.array(alarmSubjectSchema),
  /** When it is in ALARM, in words. */
  condition: z.string(),
  /**
   * Changes of state in the window, and those to ALARM; of a history that begins within it, those that it has. null: not
   * known.
   */
  changes: z.number().int().nullable(),
  fired: z.number().int().nullable(),
  /** The latest change to ALARM in the window. */
  lastFiredMs: z.number().nullable(),
  /** Its states in the window up to now, without gaps. */
  states: z.array(alarmSpanSchema),
  /** It changes state and tells nobody: no action, or actions switched off. */
  silent: z.boolean(),
});
export type AlarmRow = z.infer<typeof alarmRowSchema>;

/** All alarms of the region: those of Lambda and API Gateway, and the others. Worst first. */
export const alarmTableSchema = z.object({
  answer: answerSchema,
  alarms: z.array(alarmRowSchema),
  otherAlarms: z.array(alarmRowSchema),
  /** Since when the history is whole; null: it could not be read. */
  historyFromMs: z.number().nullable(),
});
export type AlarmTable = z.infer<typeof alarmTableSchema>;

/** A stretch of ALARM, and the time whose requests explain it: from the first period that was judged. */
export const alarmEpisodeSchema = z.object({
  fromMs: z.number(),
  /** null: it had not ended when the window (or what is known of it) did. */
  toMs: z.number().nullable(),
  evidenceFromMs: z.number(),
  evidenceToMs: z.number(),
  /** It was in ALARM before that: before the window, or before what the history has of it. */
  beganBefore: z.boolean(),
});
export type AlarmEpisode = z.infer<typeof alarmEpisodeSchema>;

export const alarmDetailSchema = alarmRowSchema.extend({
  /** What a period without data counts as, one sentence. */
  missingData: z.string().nullable(),
  /** Whom it tells, one sentence. */
  actions: z.string(),
  /** `m1` → `Errors Sum of payments-charge`; expressions as they are. Empty unless it is an expression. */
  queries: z.array(z.object({ id: z.string(), text: z.string(), watched: z.boolean() })),
  /** Of a composite alarm. */
  rule: z.string().nullable(),
  children: z.array(
    z.object({
      name: z.string(),
      /** The state that the rule asks for. */
      asked: alarmStateSchema,
      /** null: there is no such alarm. */
      state: alarmStateSchema.nullable(),
    }),
  ),
  /** In the window, newest first; null: not known. */
  history: z
    .array(
      z.object({
        atMs: z.number(),
        from: alarmStateSchema.nullable(),
        to: alarmStateSchema,
        reason: z.string().nullable(),
      }),
    )
    .nullable(),
  /** The requests that explain it are those that went wrong. */
  failing: z.boolean(),
  /** In the window, newest first. */
  episodes: z.array(alarmEpisodeSchema),
  /** What it compares, over the window; null where there is nothing to draw, e.g. for a rule over alarms. */
  chart: chartSchema.nullable(),
});
export type AlarmDetail = z.infer<typeof alarmDetailSchema>;

/** `/api/alarms/detail?alarm=…`: one alarm alone, for who has the others already. */
export const alarmAnswerSchema = z.object({
  meta: metaSchema,
  /** null where it could not be read: `failures` says why. */
  alarm: alarmDetailSchema.nullable(),
  failures: z.array(failureSchema),
});
export type AlarmAnswer = z.infer<typeof alarmAnswerSchema>;

/** `/api/alarms`. What could not be read is null and named in `meta.incomplete`. */
export const alarmsViewSchema = z.object({
  meta: metaSchema,
  answer: answerSchema,
  alarms: z.array(alarmRowSchema).nullable(),
  otherAlarms: z.array(alarmRowSchema).nullable(),
  historyFromMs: z.number().nullable(),
  /** The alarm that `alarm` names. */
  alarm: alarmDetailSchema.nullable(),
  /** What is not watched, and what is proposed for it. */
  missing: missingAlarmsSchema.nullable(),
});
export type AlarmsView = z.infer<typeof alarmsViewSchema>;
