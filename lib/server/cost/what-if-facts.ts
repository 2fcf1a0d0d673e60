import "server-only";
import { DAY_MS } from "@/lib/base/time";
import type { DurationSpread, LoadSeries, ProposalFacts, StageFacts } from "@/lib/cost/proposal/facts";
import type { WindowUsage } from "@/lib/cost/window-usage";
import type { CostGroup, CostStage, CostSubjects } from "@/lib/server/cost/subjects";

interface Known {
  readonly subjects: CostSubjects;
  readonly usage: WindowUsage;
  /** Of functions whose timeout is to change. */
  readonly durations: ReadonlyMap<string, DurationSpread>;
  readonly nowMs: number;
}

/** What a proposal can know of the account beside its usage. */
export function whatIfFacts({ subjects, usage, durations, nowMs }: Known): ProposalFacts {
  const loads = loadsOf(usage);
  const stored = storedDaysOf(subjects.groups, nowMs);
  const names = subjects.functions.map(({ config }) => config.name);
  return {
    functions: new Map(subjects.functions.map(({ config }) => [config.name, config])),
    stages: new Map(subjects.stages.map((stage) => [stage.label, stageFacts(stage)])),
    measured: new Map(
      names.map((name) => {
        const [spread, storedDays, load] = [durations.get(name), stored.get(name), loads.get(name)];
        return [
          name,
          {
            ...(spread ? { durations: spread } : {}),
            ...(storedDays === undefined ? {} : { storedDays }),
            ...(load ? { load } : {}),
          },
        ];
      }),
    ),
  };
}

/** Execution by bin of the window. */
function loadsOf({ bins, timesMs, binMs }: WindowUsage): ReadonlyMap<string, LoadSeries> {
  const busy = new Map<string, (number | null)[]>();
  const nothing = () => bins.map((bin) => (bin === null ? null : 0));
  bins.forEach((bin, index) => {
    for (const record of bin ?? []) {
      if (record.kind !== "function" || record.functionName === null) continue;
      const own = busy.get(record.functionName) ?? nothing();
      busy.set(record.functionName, own);
      own[index] = (own[index] ?? 0) + record.billedMs + record.whileProvisionedMs;
    }
  });
  return new Map(
    [...busy].map(([name, values]) => [
      name,
      { binMs, bins: timesMs.map((startMs, index) => ({ startMs, busyMs: values[index] ?? null })) },
    ]),
  );
}

/** Age of the oldest event that a function's log group can hold. */
function storedDaysOf(groups: readonly CostGroup[], nowMs: number): ReadonlyMap<string, number> {
  return new Map(
    groups.flatMap(({ functionName, info: { createdMs, retentionDays } }): [string, number][] => {
      if (functionName === null || createdMs === null) return [];
      return [
        [functionName, Math.min((nowMs - createdMs) / DAY_MS, retentionDays ?? Number.POSITIVE_INFINITY)],
      ];
    }),
  );
}

function stageFacts({ config }: CostStage): StageFacts {
  return {
    cacheSizeGb: config?.cacheSizeGb ?? null,
    tracing: config?.tracing ?? null,
    canary: config && config.canary !== null,
    executionLog: config && config.executionLog !== null && config.executionLog !== "OFF",
  };
}
