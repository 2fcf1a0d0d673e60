import { percentile } from "@/lib/base/statistics";
import type { Segment } from "@/lib/metrics/spikes/series";
import type { Timeline } from "@/lib/metrics/spikes/timeline";

/** Sums and middle of some cells; cells without data, or without requests in a rate, do not take part. */
export interface Level {
  readonly periods: number;
  readonly events: number;
  readonly exposure: number;
  /** Events a period, share of requests, or median of the values. */
  readonly value: number;
  /** Each period's own value. */
  readonly each: readonly number[];
}

export function cellsOf({ from, to }: Segment): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

/** The period's own value: a share for a rate. null: not known. */
export function cellValue({ kind, values, exposure }: Timeline, cell: number): number | null {
  const value = values[cell] ?? null;
  if (value === null || kind !== "rate") return value;
  const requests = exposure[cell] ?? 0;
  return requests > 0 ? Math.min(1, value / requests) : null;
}

export function levelOf(timeline: Timeline, cells: readonly number[]): Level {
  const known = cells.filter((cell) => cellValue(timeline, cell) !== null);
  const events = known.reduce((sum, cell) => sum + (timeline.values[cell] ?? 0), 0);
  const exposure = known.reduce((sum, cell) => sum + (timeline.exposure[cell] ?? 0), 0);
  const each = known.flatMap((cell) => cellValue(timeline, cell) ?? []);
  return { periods: known.length, events, exposure, each, value: ownValue() };

  function ownValue(): number {
    if (timeline.kind === "rate") return exposure > 0 ? Math.min(1, events / exposure) : 0;
    if (timeline.kind === "count") return known.length > 0 ? events / known.length : 0;
    return percentile(each, 50) ?? 0;
  }
}

/** What would have been usual in the run, by the level elsewhere and the run's own exposure. */
export function usualIn(timeline: Timeline, run: Level, elsewhere: Level): { value: number; events: number } {
  const perExposure = elsewhere.exposure > 0 ? elsewhere.events / elsewhere.exposure : 0;
  const events = perExposure * run.exposure;
  if (timeline.kind === "rate") return { value: Math.min(1, perExposure), events };
  if (timeline.kind === "count") return { value: run.periods > 0 ? events / run.periods : 0, events };
  const rhythm =
    run.periods > 0 && elsewhere.exposure > 0
      ? run.exposure / run.periods / (elsewhere.exposure / elsewhere.periods)
      : 1;
  return { value: elsewhere.value * rhythm, events: 0 };
}
