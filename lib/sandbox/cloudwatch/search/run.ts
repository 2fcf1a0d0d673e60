import type { Metric } from "../metric";
import type { MetricStore } from "../metric-store";
import { parseSearch } from "./query";

/** A graph or request shows at most this many series. [D search-expression-syntax] */
export const MAX_SERIES = 500;

/**
 * Metrics with data in the last two weeks that match, in the order of the listing. Beyond 500, those with the latest
 * data stay and `truncated` is set.
 */
export function searchMetrics(
  store: MetricStore,
  text: string,
  nowMs: number,
): { readonly metrics: readonly Metric[]; readonly truncated: boolean } {
  const query = parseSearch(text);
  const candidates = query.schema
    ? store.withSchema(query.schema.namespace, query.schema.dimensionNames)
    : store.metrics;
  const found = candidates.filter((metric) => query.matches(metric) && store.isListed(metric, nowMs));
  if (found.length <= MAX_SERIES) return { metrics: found, truncated: false };
  const latest = found
    .map((metric) => ({ metric, lastMs: store.lastSampleMs(metric, nowMs) }))
    .sort((a, b) => b.lastMs - a.lastMs)
    .slice(0, MAX_SERIES)
    .map(({ metric }) => metric.key);
  const kept = new Set(latest);
  return { metrics: found.filter((metric) => kept.has(metric.key)), truncated: true };
}
