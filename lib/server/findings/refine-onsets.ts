import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { epochMs } from "@/lib/base/time";
import { gridOf } from "@/lib/metrics/grid";
import { finestPeriod } from "@/lib/metrics/period";
import { hasOnset, refineOnset } from "@/lib/metrics/spikes/refine-onset";
import type { Spans } from "@/lib/metrics/spikes/spans";
import { figureOn } from "@/lib/metrics/spikes/watched";
import type { Failure } from "@/lib/model/failure";
import type { Severity } from "@/lib/model/finding";
import type { FoundIn } from "@/lib/server/findings/watched-subjects";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Narrow looks at most, each one request: the most severe findings are dated to the minute first. */
const MOST_LOOKS = 12;
/** Periods looked at again on either side of an onset. */
const AROUND = 2;
const ORDER: Readonly<Record<Severity, number>> = { high: 2, medium: 1, low: 0 };

/**
 * Onsets to the finest period that CloudWatch still has, where the window was looked at in coarser ones: a second look
 * at the two periods before and after. Findings of one onset share a request.
 */
export async function refineOnsets(
  view: ViewRequest,
  found: readonly FoundIn[],
  spans: Spans,
): Promise<{ found: readonly FoundIn[]; failures: readonly Failure[] }> {
  const fineAt = (onsetMs: number) => finestPeriod(onsetMs - AROUND * spans.periodMs, view.nowMs);
  const datable = found.filter(({ finding }) => hasOnset(finding) && fineAt(finding.fromMs) < spans.periodMs);
  const groups = [...byOnset(datable)].sort(([, a], [, b]) => worst(b) - worst(a)).slice(0, MOST_LOOKS);
  const looks = await Promise.all(
    groups.map(([fromMs, group]) => look(view, fromMs, group, spans, fineAt(fromMs))),
  );
  const onsets = new Map(looks.flatMap(({ onsets }) => [...onsets]));
  return {
    found: found.map((one) => {
      const fromMs = onsets.get(one);
      return fromMs === undefined ? one : { ...one, finding: { ...one.finding, fromMs } };
    }),
    failures: looks.flatMap(({ failures }) => failures),
  };
}

function byOnset(found: readonly FoundIn[]): ReadonlyMap<number, readonly FoundIn[]> {
  const groups = new Map<number, FoundIn[]>();
  for (const one of found) {
    const { fromMs } = one.finding;
    groups.set(fromMs, [...(groups.get(fromMs) ?? []), one]);
  }
  return groups;
}

function worst(group: readonly FoundIn[]): number {
  return Math.max(...group.map(({ finding }) => ORDER[finding.severity]));
}

async function look(
  view: ViewRequest,
  fromMs: number,
  group: readonly FoundIn[],
  { periodMs, settledMs }: Spans,
  fineMs: number,
): Promise<{ onsets: ReadonlyMap<FoundIn, number>; failures: readonly Failure[] }> {
  const window = {
    fromMs: epochMs(fromMs - AROUND * periodMs),
    toMs: epochMs(Math.min(fromMs + AROUND * periodMs, view.nowMs)),
  };
  const subjects = [...new Set(group.map(({ of }) => of))];
  const queries = subjects.flatMap((of) => of.queries(fineMs));
  const data = await optional(getMetricData(view.scope, queries, window));
  const grid = { ...gridOf(window, fineMs, view.nowMs), settledMs };
  const onsets = new Map<FoundIn, number>();
  for (const one of group) {
    const { of, watched, finding } = one;
    const figure = figureOn((key) => data.value?.byKey.get(of.keyOf(key)), grid);
    const fine = of.series(figure).find(({ measure }) => measure === watched.measure);
    if (!fine) continue;
    const inside = grid.timesMs.filter((time) => finding.toMs === null || time < finding.toMs).length;
    const onset = refineOnset(
      finding,
      { timesMs: grid.timesMs, values: fine.values.slice(0, inside), requests: fine.requests },
      periodMs / fineMs,
    );
    if (onset !== null) onsets.set(one, onset);
  }
  return { onsets, failures: [...data.failures, ...(data.value?.failures ?? [])] };
}
