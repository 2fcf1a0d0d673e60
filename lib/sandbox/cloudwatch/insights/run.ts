import { aggregateSeries } from "../math/aggregate";
import type { LabelledSeries } from "../math/value";
import { dimensionValue, type Metric } from "../metric";
import type { MetricStore } from "../metric-store";
import type { Grid } from "../periods";
import { LISTED_FOR_MS } from "../presence";
import type { TotalsStatistic } from "../statistic";
import { type InsightsAggregate, type InsightsQuery, parseInsights } from "./query";

const STATISTICS = {
  AVG: "Average",
  COUNT: "SampleCount",
  MAX: "Maximum",
  MIN: "Minimum",
  SUM: "Sum",
} as const satisfies Record<InsightsAggregate, TotalsStatistic>;

/** Metrics that lack a GROUP BY dimension. [D cloudwatch-metrics-insights-querylanguage] */
const NO_VALUE = "Other";

/** Reads at most the last two weeks. [D cloudwatch-metrics-insights-limits] */
export function runInsights(
  store: MetricStore,
  expression: string,
  grid: Grid,
  nowMs: number,
): readonly LabelledSeries[] {
  const query = parseInsights(expression);
  const groups = groupMetrics(store, query, nowMs);
  const statistic = STATISTICS[query.aggregate];
  const series = [...groups].map(([label, metrics]): LabelledSeries => {
    const sources = metrics.map((metric) => metric.source);
    const { values } = store.totals(sources, statistic, grid, nowMs);
    for (let bin = 0; bin < grid.count; bin++) {
      if (grid.startMs + bin * grid.periodMs >= nowMs - LISTED_FOR_MS) break;
      values[bin] = Number.NaN;
    }
    return { grid, values, label: label || query.metricName, statistic };
  });
  return ordered(series, query).slice(0, query.limit);
}

/** Group label → metrics, labels ascending. Without GROUP BY there is one group, labelled "". */
function groupMetrics(
  store: MetricStore,
  query: InsightsQuery,
  nowMs: number,
): ReadonlyMap<string, readonly Metric[]> {
  const candidates = query.schema
    ? store.withSchema(query.namespace, query.schema)
    : store.metrics.filter((metric) => metric.namespace === query.namespace);
  const groups = new Map<string, Metric[]>();
  for (const metric of candidates) {
    if (metric.name !== query.metricName || !query.where((name) => dimensionValue(metric, name))) continue;
    if (!store.isListed(metric, nowMs)) continue;
    const label = query.groupBy.map((name) => dimensionValue(metric, name) ?? NO_VALUE).join(" ");
    const group = groups.get(label);
    if (group) group.push(metric);
    else groups.set(label, [metric]);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function ordered(series: readonly LabelledSeries[], query: InsightsQuery): readonly LabelledSeries[] {
  if (!query.orderBy) return series;
  const { aggregate, descending } = query.orderBy;
  const name = aggregate === "COUNT" ? "DATAPOINT_COUNT" : aggregate;
  return series
    .map((item) => ({ item, value: aggregateSeries(name, item) }))
    .sort((a, b) => (descending ? b.value - a.value : a.value - b.value) || 0)
    .map(({ item }) => item);
}
