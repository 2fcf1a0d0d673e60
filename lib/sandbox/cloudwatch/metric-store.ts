import { MINUTE_MS } from "@/lib/base/time";
import type { World } from "@/lib/sandbox/world/types";
import { addApiMetrics } from "./api-metrics";
import { addLambdaMetrics } from "./lambda-metrics";
import { addLogMetrics } from "./log-metrics";
import { type Dimension, type Metric, metricKey, type SampleSource, schemaKey } from "./metric";
import { MetricList } from "./metric-list";
import { MinuteCache, type VisitMinute } from "./minute-cache";
import { packedCache } from "./packed-records";
import { emptySeries, type Grid, isRetained, type Series } from "./periods";
import { LISTED_FOR_MS, Presence } from "./presence";
import { SortedBinsCache } from "./sorted-bins";
import type { Statistic, TotalsStatistic } from "./statistic";

const MEGABYTE = 1024 * 1024;
const PACKED_CACHE_BYTES = 48 * MEGABYTE;
const MINUTE_CACHE_BYTES = 24 * MEGABYTE;
const SORTED_CACHE_BYTES = 28 * MEGABYTE;

/** All metrics of one world, and their values. Keeps only caches: everything is recomputed from the records. */
export class MetricStore {
  /** Ascending by key, so that listings and pages have one order. */
  readonly metrics: readonly Metric[];
  readonly #byKey: ReadonlyMap<string, Metric>;
  readonly #bySchema = new Map<string, Metric[]>();
  readonly #minutes = new MinuteCache(MINUTE_CACHE_BYTES);
  readonly #sorted = new SortedBinsCache(SORTED_CACHE_BYTES);
  readonly #presence = new Presence();

  constructor(world: World) {
    const list = new MetricList();
    const packed = packedCache(PACKED_CACHE_BYTES);
    addLambdaMetrics(world, packed, list);
    addApiMetrics(world, packed, list);
    addLogMetrics(world, packed, list);
    this.metrics = [...list.metrics].sort((a, b) => (a.key < b.key ? -1 : 1));
    this.#byKey = new Map(this.metrics.map((metric) => [metric.key, metric]));
    for (const metric of this.metrics) {
      const schema = schemaKey(
        metric.namespace,
        metric.dimensions.map(({ Name }) => Name),
      );
      const same = this.#bySchema.get(schema);
      if (same) same.push(metric);
      else this.#bySchema.set(schema, [metric]);
    }
  }

  /** The metric with exactly these dimensions, in any order. */
  find(namespace: string, name: string, dimensions: readonly Dimension[]): Metric | undefined {
    return this.#byKey.get(metricKey(namespace, name, dimensions));
  }

  /** Metrics with exactly these dimension names. */
  withSchema(namespace: string, dimensionNames: readonly string[]): readonly Metric[] {
    return this.#bySchema.get(schemaKey(namespace, dimensionNames)) ?? [];
  }

  /** Epoch ms of the latest sample, -Infinity when there is none in the last two weeks. */
  lastSampleMs(metric: Metric, nowMs: number): number {
    return this.#presence.lastSampleMs(metric.presence, nowMs);
  }

  /** Whether ListMetrics and SEARCH know the metric: it had data in the last two weeks. */
  isListed(metric: Metric, nowMs: number): boolean {
    return this.lastSampleMs(metric, nowMs) >= nowMs - LISTED_FOR_MS;
  }

  /** One value per bin, NaN where the bin has no sample or is no longer kept at this period. */
  series(source: SampleSource, statistic: Statistic, grid: Grid, nowMs: number): Series {
    return statistic.kind === "totals"
      ? this.totals([source], statistic.name, grid, nowMs)
      : dropExpired(this.#ranked(source, statistic.of, grid, nowMs), nowMs);
  }

  /** As `series`, over the samples of several sources together. */
  totals(sources: readonly SampleSource[], name: TotalsStatistic, grid: Grid, nowMs: number): Series {
    const series = emptySeries(grid);
    if (grid.periodMs < MINUTE_MS) return series;
    const bins = new BinTotals(series, name);
    for (const source of sources) {
      this.#minutes.each(source, grid.startMs, grid.endMs, nowMs, bins.add);
    }
    bins.finish();
    return dropExpired(series, nowMs);
  }

  #ranked(
    source: SampleSource,
    of: (ascending: Float64Array) => number | undefined,
    grid: Grid,
    nowMs: number,
  ): Series {
    const series = emptySeries(grid);
    if (grid.periodMs < MINUTE_MS) return series;
    const { values, offsets } = this.#sorted.bins(source, grid, nowMs);
    for (let bin = 0; bin < grid.count; bin++) {
      const from = offsets[bin] ?? 0;
      const to = offsets[bin + 1] ?? 0;
      if (to > from) series.values[bin] = of(values.subarray(from, to)) ?? Number.NaN;
    }
    return series;
  }
}

/** Folds minute totals into bins. */
class BinTotals {
  readonly #grid: Grid;
  readonly #values: Float64Array;
  readonly #counts: Float64Array | undefined;
  readonly #name: TotalsStatistic;

  constructor(series: Series, name: TotalsStatistic) {
    this.#grid = series.grid;
    this.#values = series.values;
    this.#counts = name === "Average" ? new Float64Array(series.grid.count) : undefined;
    this.#name = name;
  }

  readonly add: VisitMinute = (minuteMs, count, sum, min, max) => {
    const bin = Math.floor((minuteMs - this.#grid.startMs) / this.#grid.periodMs);
    const before = this.#values[bin] ?? Number.NaN;
    const isFirst = Number.isNaN(before);
    if (this.#counts) this.#counts[bin] = (this.#counts[bin] ?? 0) + count;
    switch (this.#name) {
      case "SampleCount":
        this.#values[bin] = isFirst ? count : before + count;
        break;
      case "Minimum":
        this.#values[bin] = isFirst ? min : Math.min(before, min);
        break;
      case "Maximum":
        this.#values[bin] = isFirst ? max : Math.max(before, max);
        break;
      default:
        this.#values[bin] = isFirst ? sum : before + sum;
    }
  };

  /** Averages are sums until here. */
  finish(): void {
    if (!this.#counts) return;
    for (const [bin, count] of this.#counts.entries()) {
      this.#values[bin] = (this.#values[bin] ?? Number.NaN) / count;
    }
  }
}

function dropExpired(series: Series, nowMs: number): Series {
  const { grid, values } = series;
  for (let bin = 0; bin < grid.count; bin++) {
    if (isRetained(grid.startMs + bin * grid.periodMs, grid.periodMs, nowMs)) break;
    values[bin] = Number.NaN;
  }
  return series;
}
