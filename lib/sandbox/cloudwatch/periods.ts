import { DAY_MS, floorTo, HOUR_MS, MINUTE_MS } from "@/lib/base/time";

/**
 * Bins of a query and CloudWatch's rules of age. All [M MetricStat.Period, GetMetricDataInput.StartTime].
 *
 *   StartTime, rounded ──┐ period ┌─ …                    ┌─ EndTime, exclusive
 *                        │ bin 0  │ bin 1 │ bin 2 │ … bin n│
 */
export interface Grid {
  readonly startMs: number;
  readonly periodMs: number;
  readonly count: number;
  /** Samples at or after this are left out: the first whole minute at or after EndTime (or the clock). */
  readonly endMs: number;
}

const FIVE_MINUTES_MS = 5 * MINUTE_MS;
const MINUTE_RETENTION_MS = 15 * DAY_MS;
const FIVE_MINUTE_RETENTION_MS = 63 * DAY_MS;
const HOUR_RETENTION_MS = 455 * DAY_MS;

/** High-resolution periods in seconds; no metric of AWS/Lambda or AWS/ApiGateway has data for them. */
const SUB_MINUTE_PERIODS = new Set([1, 5, 10, 20, 30]);

export function isValidPeriod(seconds: number): boolean {
  return (
    SUB_MINUTE_PERIODS.has(seconds) || (Number.isInteger(seconds) && seconds >= 60 && seconds % 60 === 0)
  );
}

/** Rounds StartTime down: to the minute under 15 days of age, to 5 minutes up to 63 days, to the hour beyond. */
export function alignStart(startMs: number, periodMs: number, nowMs: number): number {
  const ageMs = nowMs - startMs;
  if (ageMs > FIVE_MINUTE_RETENTION_MS) return floorTo(startMs, HOUR_MS);
  if (ageMs > MINUTE_RETENTION_MS) return floorTo(startMs, FIVE_MINUTES_MS);
  return floorTo(startMs, Math.min(periodMs, MINUTE_MS));
}

/** Bins from the rounded start; none of them lies in the future. */
export function gridOf(startMs: number, endMs: number, periodMs: number, nowMs: number): Grid {
  const start = alignStart(startMs, periodMs, nowMs);
  const end = Math.max(start, Math.min(endMs, nowMs));
  return {
    startMs: start,
    periodMs,
    count: Math.ceil((end - start) / periodMs),
    endMs: Math.ceil(end / MINUTE_MS) * MINUTE_MS,
  };
}

/** Whether CloudWatch still keeps data this old finely enough for the period. A finer period yields nothing. */
export function isRetained(binStartMs: number, periodMs: number, nowMs: number): boolean {
  if (periodMs < MINUTE_MS) return false;
  const ageMs = nowMs - binStartMs;
  if (ageMs > HOUR_RETENTION_MS) return false;
  if (ageMs > FIVE_MINUTE_RETENTION_MS) return periodMs % HOUR_MS === 0;
  if (ageMs > MINUTE_RETENTION_MS) return periodMs % FIVE_MINUTES_MS === 0;
  return true;
}

export function sameGrid(a: Grid, b: Grid): boolean {
  return a.startMs === b.startMs && a.periodMs === b.periodMs && a.count === b.count;
}

/** Values of one series, one per bin; NaN where there is no datapoint. */
export interface Series {
  readonly grid: Grid;
  readonly values: Float64Array;
}

export function emptySeries(grid: Grid): Series {
  return { grid, values: new Float64Array(grid.count).fill(Number.NaN) };
}
