import "server-only";
import { watchedSubjects } from "@/lib/alarms/watched-subjects";
import type { WatchedChange } from "@/lib/incidents/incident-input";
import type { StageSubject } from "@/lib/metrics/api-queries";
import type { StageOfApi } from "@/lib/model/subject";
import { loadAlarmChanges } from "@/lib/server/alarms/load-alarm-changes";
import { loadAlarms } from "@/lib/server/alarms/load-alarms";
import { loadStages } from "@/lib/server/load-apis";
import { type Found, optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Changes of state in the window, with what each alarm watches as far as its metric tells. null: not to be read. */
export async function alarmsChanged(view: ViewRequest): Promise<Found<readonly WatchedChange[] | null>> {
  const [changes, alarms, stages] = await Promise.all([
    optional(loadAlarmChanges(view)),
    optional(loadAlarms(view)),
    optional(loadStages(view)),
  ]);
  const failures = [...changes.failures, ...(changes.value?.failures ?? []), ...alarms.failures];
  if (changes.value === null) return { data: null, failures };
  const byName = new Map(alarms.value?.map((alarm) => [alarm.name, alarm]));
  const known = { functions: null, stages: stages.value?.subjects.map(stageOf) ?? null };
  return {
    data: changes.value.data.map((change) => {
      const alarm = byName.get(change.alarm);
      const watched = alarm ? watchedSubjects(alarm, byName, known) : [];
      return { change, subjects: watched.flatMap((one) => one.subject ?? []) };
    }),
    failures,
  };
}

function stageOf({ id, name, kind, stage }: StageSubject): StageOfApi {
  return { kind: "stage", apiId: id, apiName: name, apiKind: kind, stage };
}
