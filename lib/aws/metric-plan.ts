import "server-only";
import { ceilTo, epochMs, floorTo, MINUTE_MS } from "@/lib/base/time";
import type { MetricQuery, Window } from "@/lib/model/metric";

/** [M] GetMetricData: queries in one request, and datapoints in one page of its answer. */
const MAX_QUERIES = 500;
export const MAX_DATAPOINTS = 100_800;

/** One request: different queries over one window of whole minutes. */
export interface MetricChunk {
  readonly queries: readonly MetricQuery[];
  readonly window: Window;
  /** The most that may come back. */
  readonly datapoints: number;
}

/** Widened to whole minutes, as CloudWatch itself rounds StartTime. Periods are counted from there. [M] */
function wholeMinutes(window: Window): Window {
  return {
    fromMs: epochMs(floorTo(window.fromMs, MINUTE_MS)),
    toMs: epochMs(ceilTo(window.toMs, MINUTE_MS)),
  };
}

/** What makes two queries the same to CloudWatch: everything but the caller's key. */
export function fingerprintOf({ metric, statistic, periodMs }: MetricQuery): string {
  const dimensions = Object.entries(metric.dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([metric.namespace, metric.name, dimensions, statistic, periodMs]);
}

/**
 * Splits so that no request has too many queries, nor an answer of several pages: pages come one after the other,
 * requests side by side. Queries keep their order; the plan does not depend on the keys.
 */
export function chunksOf(queries: readonly MetricQuery[], asked: Window): readonly MetricChunk[] {
  const window = wholeMinutes(asked);
  const distinct = [...new Map(queries.map((query) => [fingerprintOf(query), query])).values()];
  const chunks: MetricQuery[][] = [];
  let room = 0;
  for (const query of distinct) {
    const points = pointsOf(query, window);
    const last = chunks.at(-1);
    if (last === undefined || last.length >= MAX_QUERIES || room < points) {
      chunks.push([query]);
      room = MAX_DATAPOINTS - points;
    } else {
      last.push(query);
      room -= points;
    }
  }
  return chunks.map((chunk) => ({
    queries: chunk,
    window,
    datapoints: chunk.reduce((sum, query) => sum + pointsOf(query, window), 0),
  }));
}

function pointsOf({ periodMs }: MetricQuery, { fromMs, toMs }: Window): number {
  return Math.max(0, Math.ceil((toMs - fromMs) / periodMs));
}
