import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { DAY_MS, floorTo } from "@/lib/base/time";
import type { Series } from "@/lib/concurrency/series";
import { rowKey } from "@/lib/metrics/lambda-queries";
import type { Failure } from "@/lib/model/failure";
import { accountQueries, peakQueries } from "@/lib/server/concurrency/metric-asks";
import { gridBetween, seriesOf } from "@/lib/server/concurrency/series-of";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Two weeks: every weekday twice. Whole days in UTC only, so that the answer is the same all day and cached. */
const LOOK_BACK_MS = 14 * DAY_MS;

export interface DailyPeaks {
  readonly of: (name: string) => Series;
  readonly unreserved: Series;
  readonly claimed: Series;
  readonly failures: readonly Failure[];
}

/** Highest concurrency of each whole day before the window's end: one billed metric a function, three for the account. */
export async function readDailyPeaks(view: ViewRequest, names: readonly string[]): Promise<DailyPeaks> {
  const endMs = floorTo(view.window.toMs, DAY_MS);
  const [window, grid] = gridBetween(endMs - LOOK_BACK_MS, endMs, DAY_MS, view.nowMs);
  const periods = { stepMs: DAY_MS, wholeMs: DAY_MS };
  const queries = [...accountQueries(periods), ...names.flatMap((name) => peakQueries(name, periods))];
  const found = await optional(getMetricData(view.scope, queries, window));
  const of = (key: string) => seriesOf(found.value?.byKey.get(key), grid, "max");
  return {
    of: (name) => of(rowKey(name, "concurrency")),
    unreserved: of("unreserved"),
    claimed: of("claimed"),
    failures: [...found.failures, ...(found.value?.failures ?? [])],
  };
}
