import type { DurationMs } from "@/lib/base/time";
import type { Datapoints } from "@/lib/model/metric";

export interface Thinned {
  readonly timesMs: readonly number[];
  /** null: no datapoint in it. */
  readonly values: readonly (number | null)[];
  readonly periodMs: DurationMs;
}

/**
 * Datapoints on whole periods from `fromMs`; more than `most` periods are put together, each by its most alarming value,
 * so that what crossed a threshold still does. Sums are never added: a threshold is one of single periods.
 */
export function extremes(
  points: Datapoints,
  fromMs: number,
  toMs: number,
  periodMs: DurationMs,
  towards: "high" | "low",
  most: number,
): Thinned {
  const count = Math.max(0, Math.ceil((toMs - fromMs) / periodMs));
  const together = Math.max(1, Math.ceil(count / most));
  const stepMs = periodMs * together;
  const values: (number | null)[] = new Array(Math.ceil(count / together)).fill(null);
  points.timesMs.forEach((timeMs, i) => {
    const value = points.values[i];
    const slot = Math.floor((timeMs - fromMs) / stepMs);
    if (value === undefined || slot < 0 || slot >= values.length) return;
    const old = values[slot] ?? null;
    values[slot] = old === null ? value : towards === "high" ? Math.max(old, value) : Math.min(old, value);
  });
  return { timesMs: values.map((_, i) => fromMs + i * stepMs), values, periodMs: stepMs };
}
