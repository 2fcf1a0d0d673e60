import "server-only";
import { alarmNames } from "@/lib/alarms/proposal/alarm-name";
import { type CoverageOf, coverageBy } from "@/lib/alarms/proposal/coverage";
import type { SubjectMetrics } from "@/lib/alarms/proposal/subject-metrics";
import { AwsFailure } from "@/lib/aws/aws-failure";
import { listFunctions } from "@/lib/aws/lambda";
import type { Failure } from "@/lib/model/failure";
import { subjectKey } from "@/lib/model/subject";
import { loadAlarms } from "@/lib/server/alarms/load-alarms";
import { metricsOfFunction, metricsOfStage } from "@/lib/server/alarms/missing-subjects";
import { loadStages } from "@/lib/server/load-apis";
import { activeFunctionNames } from "@/lib/server/load-functions";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Everything that may have an alarm, and what its alarms see. */
export interface AlarmAccount {
  /** Stages, then functions that ran lately, then the others: in this order they are computed. */
  readonly subjects: readonly SubjectMetrics[];
  readonly coverageOf: CoverageOf;
  readonly nameOf: ReturnType<typeof alarmNames>;
  /** Whether a function ran lately; null: not known. */
  readonly isActive: (metrics: SubjectMetrics) => boolean | null;
  readonly failures: readonly Failure[];
}

/** @throws AwsFailure when neither functions nor stages can be listed */
export async function loadAlarmAccount(view: ViewRequest): Promise<AlarmAccount> {
  const [alarms, functions, active, stages] = await Promise.all([
    optional(loadAlarms(view)),
    optional(listFunctions(view.scope)),
    optional(activeFunctionNames(view)),
    optional(loadStages(view)),
  ]);
  const failures = [
    ...alarms.failures,
    ...functions.failures,
    ...stages.failures,
    ...(stages.value?.failures ?? []),
  ];
  // Where metrics may not be listed the names are of all functions, whether they ran or not.
  const running = active.value?.failures.length === 0 ? new Set(active.value.names) : null;
  const timeouts = new Map(functions.value?.map(({ name, timeoutMs }) => [name, timeoutMs]));
  // What has metrics and is in no list was deleted, unless there is no list.
  const names = functions.value ? [...timeouts.keys()].sort() : (active.value?.names ?? null);
  if (names === null && stages.value === null && failures[0]) throw new AwsFailure(failures[0]);
  const isRunning = (name: string) => running?.has(name) ?? false;
  const inOrder = [...(names ?? [])].sort((a, b) => Number(isRunning(b)) - Number(isRunning(a)));
  const subjects = [
    ...(stages.value?.subjects ?? []).map(metricsOfStage),
    ...inOrder.map((name) => metricsOfFunction(name, timeouts.get(name) ?? null)),
  ];
  const existing = new Set(alarms.value?.map(({ name }) => name));
  // By name, so that a subject's alarm is called the same whatever ran lately.
  const byName = [...subjects].sort((a, b) => (subjectKey(a.subject) < subjectKey(b.subject) ? -1 : 1));
  return {
    subjects,
    coverageOf: coverageBy(alarms.value),
    nameOf: alarmNames(
      byName.map(({ subject }) => subject),
      existing,
    ),
    isActive: ({ subject }) =>
      subject.kind === "function" && running !== null ? running.has(subject.name) : null,
    failures,
  };
}
