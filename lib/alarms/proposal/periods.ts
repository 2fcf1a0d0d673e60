import type { Datapoints } from "@/lib/model/metric";

/** A subject's figures on one grid of periods, aligned to the clock as alarms are. */
export interface SubjectPeriods {
  /** Start of each, ascending, without holes. */
  readonly timesMs: readonly number[];
  readonly periodMs: number;
  /** 0 where CloudWatch has no datapoint: it counts nothing where nothing ran. */
  readonly requests: readonly number[];
  readonly failures: readonly number[];
  readonly throttles: readonly number[];
  /** Milliseconds; null where nothing ran. */
  readonly slow: readonly (number | null)[];
}

export interface SubjectPoints {
  readonly requests: Datapoints;
  readonly failures: Datapoints;
  /** null: not measured. */
  readonly throttles: Datapoints | null;
  readonly slow: Datapoints;
}

/**
 * From the first datapoint to the end of the baseline: what was before a new function's first request is no quiet time.
 * null: there is no datapoint.
 */
export function periodsOf(points: SubjectPoints, toMs: number, periodMs: number): SubjectPeriods | null {
  const all = [points.requests, points.failures, points.throttles, points.slow];
  const firsts = all.flatMap((one) => one?.timesMs[0] ?? []);
  if (firsts.length === 0) return null;
  const start = Math.floor(Math.min(...firsts) / periodMs) * periodMs;
  const size = Math.ceil((toMs - start) / periodMs);
  if (size <= 0) return null;
  const timesMs = Array.from({ length: size }, (_, i) => start + i * periodMs);
  const place = <T>(data: Datapoints | null, empty: T): (number | T)[] => {
    const values: (number | T)[] = new Array(size).fill(empty);
    data?.timesMs.forEach((time, i) => {
      const value = data.values[i];
      const slot = Math.floor((time - start) / periodMs);
      if (value !== undefined && slot >= 0 && slot < size) values[slot] = value;
    });
    return values;
  };
  return {
    timesMs,
    periodMs,
    requests: place(points.requests, 0),
    failures: place(points.failures, 0),
    throttles: place(points.throttles, 0),
    slow: place(points.slow, null),
  };
}

/** The part of the grid in which it ran: at least so many requests, in so many periods. */
export function isEnough({ requests }: SubjectPeriods): boolean {
  const busy = requests.filter((count) => count > 0);
  return busy.length >= LEAST_PERIODS && busy.reduce((sum, count) => sum + count, 0) >= LEAST_REQUESTS;
}

export const LEAST_PERIODS = 24;
export const LEAST_REQUESTS = 100;
