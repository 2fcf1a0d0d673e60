import "server-only";
import { estimateScan, type ScanEstimate } from "@/lib/aws/scan-estimate";
import type { Reach } from "@/lib/cold-starts/environment-facts";
import { gatherEnvironment } from "@/lib/cold-starts/gather-environment";
import type { FoundInits } from "@/lib/server/cold-starts/found-inits";
import { readPlatformLines } from "@/lib/server/cold-starts/read-lines";
import { readSums } from "@/lib/server/cold-starts/read-sums";
import type { StageLog } from "@/lib/server/cold-starts/stage-logs";
import { groupsOf, type Subject } from "@/lib/server/cold-starts/subjects";
import type { ViewRequest } from "@/lib/server/view-request";

/** Environments from the platform's lines, read one by one. */
export async function byLines(
  view: ViewRequest,
  subjects: readonly Subject[],
  reach: Reach,
): Promise<FoundInits> {
  const groups = [...new Set(subjects.map(({ group }) => group))];
  const lines = await readPlatformLines(view, groups, reach.read);
  return {
    environments: lines.streams.map(({ name, lines: own }) => gatherEnvironment(name, own, reach.window)),
    cut: lines.cut,
    absent: lines.absent,
    failures: lines.failures,
    lines,
    groups: groups.filter((name) => !lines.absent.has(name)),
    told: {
      by: "lines",
      state: "complete",
      estimate: null,
      bytesScanned: null,
      eventsRead: lines.events,
    },
  };
}

/** Environments from sums of Logs Insights, which runs its queries with consent alone; `stages`: their logs as well. */
export async function bySums(
  view: ViewRequest,
  subjects: readonly Subject[],
  reach: Reach,
  consent: boolean,
  stages: readonly StageLog[] | null,
): Promise<FoundInits> {
  const groups = await groupsOf(view, subjects);
  const absent = new Set([...groups].flatMap(([name, info]) => (info === null ? [name] : [])));
  const existing = [...new Set(subjects.map(({ group }) => group))].filter((name) => !absent.has(name));
  const own = estimateScan([...groups.values()], reach.read, view.nowMs);
  const estimate = stages === null ? own : withStages(own, stages, view);
  const empty = {
    environments: [],
    cut: new Set<string>(),
    absent,
    failures: [],
    lines: null,
    groups: existing,
  };
  if (!consent) {
    const told = {
      by: "insights",
      state: "needs-consent",
      estimate,
      bytesScanned: null,
      eventsRead: null,
    } as const;
    return { ...empty, told };
  }
  const sums = await readSums(view, existing, reach);
  return {
    ...empty,
    environments: sums.environments,
    cut: sums.cut,
    failures: sums.failures,
    told: {
      by: "insights",
      state: "complete",
      estimate,
      bytesScanned: sums.bytesScanned,
      eventsRead: null,
    },
  };
}

/** Requests are found in two steps, of which each scans: who waited, then whose latency it was. */
function withStages(own: ScanEstimate, stages: readonly StageLog[], view: ViewRequest): ScanEstimate {
  const logs = estimateScan(
    stages.flatMap(({ groups }) => groups),
    view.window,
    view.nowMs,
  );
  const twice = (a: number | null, b: number | null) => (a === null || b === null ? null : 2 * (a + b));
  return { ...own, bytes: twice(own.bytes, logs.bytes), costUsd: twice(own.costUsd, logs.costUsd) };
}
