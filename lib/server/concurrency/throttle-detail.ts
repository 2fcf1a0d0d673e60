import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { DAY_MS, MINUTE_MS } from "@/lib/base/time";
import { explainThrottles, type ThrottleLimits } from "@/lib/concurrency/explain-throttles";
import { poolSeries } from "@/lib/concurrency/function-concurrency";
import type { Series } from "@/lib/concurrency/series";
import { rowKey } from "@/lib/metrics/lambda-queries";
import { finestPeriod } from "@/lib/metrics/period";
import type { Failure } from "@/lib/model/failure";
import type { ThrottleEpisode } from "@/lib/model/views/concurrency";
import { accountQueries, throttleQueries } from "@/lib/server/concurrency/metric-asks";
import { gridBetween, seriesOf } from "@/lib/server/concurrency/series-of";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

export interface ThrottledFunction {
  readonly name: string;
  /** Throttled calls per period of the page. */
  readonly throttles: Series;
  readonly limits: ThrottleLimits;
}

/** The functions with the most throttled calls are explained, minute by minute over at most this long. */
const MOST_EXPLAINED = 10;
const MINUTES_FOR_MS = 2 * DAY_MS;

interface Explained {
  readonly byName: ReadonlyMap<string, readonly ThrottleEpisode[]>;
  readonly failures: readonly Failure[];
}

/**
 * Why calls were throttled. Limits that were reached must have been reached in the same minutes, so the throttled span
 * is read again by the minute where CloudWatch still has minutes and the span is not too long.
 */
export async function readThrottleDetail(
  view: ViewRequest,
  functions: readonly ThrottledFunction[],
  accountLimit: number | null,
): Promise<Explained> {
  const worst = [...functions]
    .map((fn) => ({ fn, sum: sumOf(fn.throttles) }))
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => b.sum - a.sum)
    .slice(0, MOST_EXPLAINED);
  const read = await Promise.all(
    worst.map(async ({ fn }) => ({ fn, found: await optional(readOne(view, fn, accountLimit)) })),
  );
  return {
    byName: new Map(read.map(({ fn, found }) => [fn.name, found.value?.episodes ?? []])),
    failures: read.flatMap(({ found }) => [...found.failures, ...(found.value?.failures ?? [])]),
  };
}

async function readOne(
  view: ViewRequest,
  { name, throttles, limits }: ThrottledFunction,
  accountLimit: number | null,
): Promise<{ episodes: ThrottleEpisode[]; failures: readonly Failure[] }> {
  const [first, last] = throttledSpan(throttles);
  const finest = finestPeriod(first, view.nowMs);
  const stepMs = last - first <= MINUTES_FOR_MS ? finest : Math.max(finest, throttles.periodMs);
  // One period more in front: how fast concurrency rose.
  const [window, grid] = gridBetween(first - stepMs, Math.min(last, view.window.toMs), stepMs, view.nowMs);
  const periods = { stepMs, wholeMs: stepMs };
  const data = await getMetricData(
    view.scope,
    [...throttleQueries(name, periods), ...accountQueries(periods)],
    window,
  );
  const own = (figure: string, combine: "sum" | "max") =>
    seriesOf(data.byKey.get(rowKey(name, figure)), grid, combine).values;
  const [counts, concurrency, invocations] = [
    own("throttles", "sum"),
    own("concurrency", "max"),
    own("invocations", "sum"),
  ];
  const pool = poolSeries({
    limit: accountLimit,
    unreservedLimit: limits.unreservedLimit,
    unreserved: seriesOf(data.byKey.get("unreserved"), grid, "max"),
    claimed: seriesOf(data.byKey.get("claimed"), grid, "max"),
  }).values;
  const found = grid.timesMs.slice(1).map((fromMs, i) => ({
    fromMs,
    throttles: counts[i + 1] ?? 0,
    concurrency: concurrency[i + 1] ?? null,
    before: concurrency[i] ?? null,
    invocations: invocations[i + 1] ?? null,
    pool: pool[i + 1] ?? null,
  }));
  return { episodes: explainThrottles(found, stepMs, limits), failures: data.failures };
}

/** From the first throttled period to the end of the last. */
function throttledSpan({ timesMs, values, periodMs }: Series): [number, number] {
  const hit = timesMs.filter((_, i) => (values[i] ?? 0) > 0);
  const first = hit[0] ?? timesMs[0] ?? 0;
  return [Math.floor(first / MINUTE_MS) * MINUTE_MS, (hit.at(-1) ?? first) + periodMs];
}

function sumOf({ values }: Series): number {
  return values.reduce((sum: number, value) => sum + (value ?? 0), 0);
}
