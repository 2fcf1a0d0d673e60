import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import type { DurationSpread } from "@/lib/cost/proposal/facts";
import { highest } from "@/lib/metrics/grid";
import { wholeWindowPeriod } from "@/lib/metrics/period";
import type { Failure } from "@/lib/model/failure";
import type { MetricQuery } from "@/lib/model/metric";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

const statistics = [
  { statistic: "p50", share: 0.5 },
  { statistic: "p90", share: 0.9 },
  { statistic: "p99", share: 0.99 },
  { statistic: "Maximum", share: 1 },
] as const;

/** Each statistic is a metric that is paid for. */
const MOST_FUNCTIONS = 50;

interface Quantiles {
  readonly durations: ReadonlyMap<string, DurationSpread>;
  readonly failures: readonly Failure[];
}

/** How the durations of functions are spread over the window: four metrics each, of the first fifty. */
export async function loadDurationQuantiles(
  view: ViewRequest,
  functionNames: readonly string[],
): Promise<Quantiles> {
  const asked = functionNames.slice(0, MOST_FUNCTIONS);
  if (asked.length === 0) return { durations: new Map(), failures: [] };
  const periodMs = wholeWindowPeriod(view.window, view.nowMs);
  const queries = asked.flatMap((name) =>
    statistics.map(({ statistic }): MetricQuery => {
      const dimensions = { FunctionName: name };
      const metric = { namespace: "AWS/Lambda", name: "Duration", dimensions };
      return { key: `${name}\0${statistic}`, metric, statistic, periodMs };
    }),
  );
  const { value, failures } = await optional(getMetricData(view.scope, queries, view.window));
  const durations = asked.map((name): [string, DurationSpread] => {
    const quantiles = statistics.flatMap(({ statistic, share }) => {
      const points = value?.byKey.get(`${name}\0${statistic}`);
      const ms = highest(points);
      // Of several periods only the longest duration is that of the whole.
      return ms === null || (share < 1 && points?.values.length !== 1) ? [] : [{ share, ms }];
    });
    return [name, { quantiles }];
  });
  return {
    durations: new Map(durations.filter(([, { quantiles }]) => quantiles.length > 0)),
    failures: [...failures, ...(value?.failures ?? [])],
  };
}
