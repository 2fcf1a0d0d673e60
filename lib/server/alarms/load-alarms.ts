import "server-only";
import type { AlarmFacts } from "@/lib/alarms/alarm-rows";
import { describeAlarms } from "@/lib/aws/cloudwatch";
import { listFunctions } from "@/lib/aws/lambda";
import type { StageSubject } from "@/lib/metrics/api-queries";
import type { Alarm } from "@/lib/model/alarm";
import type { Failure } from "@/lib/model/failure";
import type { StageOfApi } from "@/lib/model/subject";
import { loadAlarmHistory } from "@/lib/server/alarms/load-alarm-changes";
import { loadStages } from "@/lib/server/load-apis";
import { type Found, optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** All alarms of the region, those of other services too. @throws AwsFailure */
export function loadAlarms(view: ViewRequest): Promise<readonly Alarm[]> {
  return describeAlarms(view.scope);
}

/**
 * The alarms, their history, and the functions and stages that they may watch, all asked for at once. Only the alarms
 * themselves are indispensable.
 * @throws AwsFailure
 */
export async function loadAlarmFacts(view: ViewRequest): Promise<Found<AlarmFacts>> {
  const [alarms, history, functions, stages] = await Promise.all([
    loadAlarms(view),
    optional(loadAlarmHistory(view)),
    optional(listFunctions(view.scope)),
    optional(loadStages(view)),
  ]);
  const failures: Failure[] = [
    ...history.failures,
    ...(history.value?.failures ?? []),
    ...functions.failures,
    ...stages.failures,
    ...(stages.value?.failures ?? []),
  ];
  return {
    data: {
      alarms,
      history: history.value?.data ?? null,
      known: {
        functions: functions.value && new Set(functions.value.map(({ name }) => name)),
        stages: stages.value?.subjects.map(stageOf) ?? null,
      },
      window: view.window,
      nowMs: view.nowMs,
    },
    failures,
  };
}

function stageOf({ id, name, kind, stage }: StageSubject): StageOfApi {
  return { kind: "stage", apiId: id, apiName: name, apiKind: kind, stage };
}
