import { HOUR_MS } from "@/lib/base/time";
import type { Periods } from "@/lib/metrics/spikes/series";

/**
 * What earlier days had at each of the window's periods, smoothed over half an hour, relative to their mean: traffic
 * at nine is measured against nine o'clock. Of three or more days the highest and the lowest value of a period are left
 * out, so that yesterday's incident is not today's rhythm. Never 0: a rhythm of nothing forbids everything.
 */
export function rhythmOf(days: readonly Periods[], length: number, periodMs: number): number[] {
  const middles = Array.from({ length }, (_, i) =>
    trimmedMean(days.flatMap(({ values }) => (typeof values[i] === "number" ? [values[i]] : []))),
  );
  const reach = Math.max(MIN_REACH, Math.round(HOUR_MS / 4 / periodMs));
  const smooth = middles.map((_, i) => mean(middles.slice(Math.max(0, i - reach), i + reach + 1)));
  const level = mean(smooth) ?? 0;
  return smooth.map((value) => (level > 0 ? Math.max(LEAST, (value ?? level) / level) : 1));
}

function trimmedMean(values: readonly number[]): number | null {
  if (values.length < 3) return mean(values);
  return mean([...values].sort((a, b) => a - b).slice(1, -1));
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

const MIN_REACH = 3;
const LEAST = 0.05;
