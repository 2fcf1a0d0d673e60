import { createHash } from "node:crypto";
import type { Operation } from "@/lib/sandbox/http/contract";
import { validationError } from "../errors";
import { optionalNumber, optionalText, requiredTimeMs } from "../input";
import { runInsights } from "../insights/run";
import { evaluate, type MathScope } from "../math/evaluate";
import { type LabelledSeries, many, one, type Value } from "../math/value";
import type { Metric } from "../metric";
import type { MetricStore } from "../metric-store";
import { emptySeries, gridOf, isValidPeriod } from "../periods";
import { searchMetrics } from "../search/run";
import { storeOf } from "../state";
import { parseStatistic, type Statistic } from "../statistic";
import { labelFor, labelInArray, withDistinctLabels } from "./data-labels";
import { type DataResult, pageOf } from "./data-pages";
import { type DataQuery, isComputed, readDataQueries, type StatQuery } from "./data-queries";

const MAX_DATAPOINTS = 100_800;
const DEFAULT_PERIOD_MS = 300_000;

/** GetMetricData. [M GetMetricData; D using-metric-math, search-expression-syntax] */
export const getMetricData: Operation = (input, context) => {
  const { nowMs, region } = context;
  const queries = readDataQueries(input);
  const startMs = requiredTimeMs(input, "StartTime");
  const endMs = requiredTimeMs(input, "EndTime");
  if (startMs >= endMs)
    throw validationError("The parameter StartTime must be less than the parameter EndTime.");
  const maxDatapoints = optionalNumber(input, "MaxDatapoints") ?? MAX_DATAPOINTS;
  if (!Number.isInteger(maxDatapoints) || maxDatapoints < 1 || maxDatapoints > MAX_DATAPOINTS) {
    throw validationError(`The parameter MaxDatapoints must be between 1 and ${MAX_DATAPOINTS}.`);
  }
  const scanBy = optionalText(input, "ScanBy") ?? "TimestampDescending";
  if (scanBy !== "TimestampDescending" && scanBy !== "TimestampAscending") {
    throw validationError(`The value ${scanBy} for parameter ScanBy is not valid.`);
  }

  const run = new DataRun(storeOf(context), queries, startMs, endMs, nowMs);
  const results = queries.flatMap((query) => (query.returnData ? run.results(query, region) : []));
  const page = pageOf(results, {
    maxDatapoints,
    descending: scanBy === "TimestampDescending",
    token: optionalText(input, "NextToken"),
    request: createHash("sha1")
      .update(JSON.stringify([input.MetricDataQueries, startMs, endMs, scanBy]))
      .digest("base64url")
      .slice(0, 12),
    continued: !queries.some((query) => query.returnData && isComputed(query)),
  });
  return {
    MetricDataResults: page.results,
    NextToken: page.nextToken,
    Messages: run.truncated
      ? [{ Code: "MaxMetricsExceeded", Value: "Maximum number of allowed metrics exceeded" }]
      : [],
  };
};

/** Evaluates the queries of one request, each at most once. */
class DataRun {
  /** A search found more metrics than it may return. */
  truncated = false;
  readonly #store: MetricStore;
  readonly #queries: ReadonlyMap<string, DataQuery>;
  readonly #startMs: number;
  readonly #endMs: number;
  readonly #nowMs: number;
  readonly #values = new Map<string, Value | "running">();

  constructor(
    store: MetricStore,
    queries: readonly DataQuery[],
    startMs: number,
    endMs: number,
    nowMs: number,
  ) {
    this.#store = store;
    this.#queries = new Map(queries.map((query) => [query.id, query]));
    this.#startMs = startMs;
    this.#endMs = endMs;
    this.#nowMs = nowMs;
  }

  results(query: DataQuery, region: string): readonly DataResult[] {
    const value = this.#valueOf(query);
    if (value.kind === "series") {
      // A computed series is called by its query, a plain metric by its name.
      const template = query.label ?? (query.kind === "math" ? query.id : undefined);
      return [{ id: query.id, label: labelFor(template, value.series, region), series: value.series }];
    }
    if (value.kind === "array") {
      return value.items.map((series) => ({
        id: query.id,
        label: labelInArray(query.label, series, region),
        series,
      }));
    }
    throw validationError(
      `The result of expression '${query.id}' must be a time series or an array of time series.`,
    );
  }

  #valueOf(query: DataQuery): Value {
    const known = this.#values.get(query.id);
    if (known === "running") throw validationError(`The expression '${query.id}' refers to itself.`);
    if (known) return known;
    this.#values.set(query.id, "running");
    const value = this.#compute(query);
    this.#values.set(query.id, value);
    return value;
  }

  #compute(query: DataQuery): Value {
    switch (query.kind) {
      case "stat":
        return one(this.#statSeries(query));
      case "insights":
        return many(runInsights(this.#store, query.expression, this.#grid(query.periodMs), this.#nowMs));
      case "math":
        return evaluate(query.root, this.#scope(query.periodMs));
    }
  }

  #grid(periodMs: number) {
    return gridOf(this.#startMs, this.#endMs, periodMs, this.#nowMs);
  }

  #statSeries(query: StatQuery): LabelledSeries {
    const metric = this.#store.find(query.namespace, query.metricName, query.dimensions);
    if (!metric || (query.unit !== undefined && query.unit !== metric.unit)) {
      return { ...emptySeries(this.#grid(query.periodMs)), label: query.metricName };
    }
    return this.#metricSeries(metric, query.statistic, query.statisticName, query.periodMs);
  }

  #metricSeries(metric: Metric, statistic: Statistic, name: string, periodMs: number): LabelledSeries {
    const series = this.#store.series(metric.source, statistic, this.#grid(periodMs), this.#nowMs);
    return { ...series, label: metric.name, metric, statistic: name };
  }

  #scope(periodMs: number | undefined): MathScope {
    return {
      grid: this.#grid(periodMs ?? this.#longestPeriodMs()),
      byId: (id) => {
        const query = this.#queries.get(id);
        return query && this.#valueOf(query);
      },
      metrics: (idPart) =>
        [...this.#queries.values()].flatMap((query) => {
          if (query.kind !== "stat" || (idPart !== undefined && !query.id.includes(idPart))) return [];
          const value = this.#valueOf(query);
          return value.kind === "series" ? [value.series] : [];
        }),
      search: (text, name, seconds) => this.#search(text, name, seconds, periodMs),
    };
  }

  #longestPeriodMs(): number {
    const periods = [...this.#queries.values()].map((query) => (query.kind === "stat" ? query.periodMs : 0));
    return Math.max(0, ...periods) || DEFAULT_PERIOD_MS;
  }

  #search(
    text: string,
    statisticName: string,
    seconds: number | undefined,
    queryPeriodMs: number | undefined,
  ): readonly LabelledSeries[] {
    const statistic = parseStatistic(statisticName);
    if (!statistic) throw validationError(`The statistic ${statisticName} of SEARCH is not supported.`);
    if (seconds !== undefined && !isValidPeriod(seconds)) {
      throw validationError(`The period ${seconds} of SEARCH is not valid.`);
    }
    const periodMs = seconds === undefined ? (queryPeriodMs ?? DEFAULT_PERIOD_MS) : seconds * 1000;
    const { metrics, truncated } = searchMetrics(this.#store, text, this.#nowMs);
    if (truncated) this.truncated = true;
    const found = metrics.map((metric) => this.#metricSeries(metric, statistic, statisticName, periodMs));
    return withDistinctLabels(found);
  }
}
