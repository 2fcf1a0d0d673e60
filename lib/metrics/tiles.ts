import { type StageSubject, stageKey } from "@/lib/metrics/api-queries";
import { changeRatio, type Grid, highest, onGrid, ratio, ratios, total } from "@/lib/metrics/grid";
import { healthOfRate } from "@/lib/model/health-of-rate";
import type { MetricData } from "@/lib/model/metric";
import type { Health } from "@/lib/model/views/common";
import type { Tile } from "@/lib/model/views/overview";

interface TileFigures {
  readonly key: Tile["key"];
  readonly label: string;
  readonly unit: Tile["unit"];
  readonly value: number | null;
  readonly previous: number | null;
  readonly spark: readonly (number | null)[];
  readonly health?: Health;
  readonly limit?: number | null;
  readonly note?: string | null;
}

function tile(figures: TileFigures, grid: Grid): Tile {
  const { key, label, unit, value, previous } = figures;
  return {
    key,
    label,
    unit,
    value,
    previous,
    changeRatio: changeRatio(value, previous),
    spark: { timesMs: grid.timesMs, values: figures.spark },
    health: figures.health ?? (value === null ? "unknown" : "ok"),
    limit: figures.limit ?? null,
    note: figures.note ?? null,
  };
}

/** Tiles of Lambda in the region, from the metrics without dimension. */
export function lambdaTiles(
  now: MetricData,
  before: MetricData | null,
  grid: Grid,
  concurrencyLimit: number | null,
): Tile[] {
  const series = (key: string) => now.byKey.get(key);
  const earlier = (key: string) => before?.byKey.get(key);
  const invocations = total(series("invocations"));
  const absent = invocations === null ? null : 0;
  const errors = total(series("errors")) ?? absent;
  const throttles = total(series("throttles")) ?? absent;
  const invocationSpark = onGrid(series("invocations"), grid, "sum", absent);
  const errorSpark = onGrid(series("errors"), grid, "sum", absent);
  const peak = highest(series("concurrency"));
  const before0 = total(earlier("invocations"));
  const absentBefore = before0 === null ? null : 0;
  return [
    tile(
      {
        key: "invocations",
        label: "Invocations",
        unit: "count",
        value: invocations,
        previous: before0,
        spark: invocationSpark,
      },
      grid,
    ),
    tile(
      {
        key: "errorRate",
        label: "Error rate",
        unit: "ratio",
        value: ratio(errors, invocations),
        previous: ratio(total(earlier("errors")) ?? absentBefore, before0),
        spark: ratios(errorSpark, invocationSpark),
        health: healthOfRate(errors, invocations),
      },
      grid,
    ),
    tile(
      {
        key: "throttles",
        label: "Throttles",
        unit: "count",
        value: throttles,
        previous: total(earlier("throttles")) ?? absentBefore,
        spark: onGrid(series("throttles"), grid, "sum", absent),
        health:
          throttles === null
            ? "unknown"
            : throttles === 0
              ? "ok"
              : healthOfRate(throttles, throttles + (invocations ?? 0)),
      },
      grid,
    ),
    tile(
      {
        key: "durationP95",
        label: "Duration p95",
        unit: "ms",
        value: highest(series("p95")),
        previous: highest(earlier("p95")),
        spark: onGrid(series("durationP95"), grid, "max"),
      },
      grid,
    ),
    tile(
      {
        key: "concurrency",
        label: "Peak concurrency",
        unit: "count",
        value: peak,
        previous: highest(earlier("concurrency")),
        spark: onGrid(series("concurrency"), grid, "max"),
        limit: concurrencyLimit,
        health: concurrencyHealth(peak, concurrencyLimit),
      },
      grid,
    ),
  ];
}

/** Near the account's limit every function is at risk. */
function concurrencyHealth(peak: number | null, limit: number | null): Health {
  if (peak === null) return "unknown";
  if (limit === null || limit === 0) return "ok";
  if (peak >= limit * 0.95) return "critical";
  return peak >= limit * 0.8 ? "warning" : "ok";
}

/**
 * Tiles of API Gateway: counts are sums over stages; latency is the slowest stage's, for percentiles do not add.
 * `before` holds the same keys in the window before, or null when it could not be read.
 */
export function apiTiles(
  subjects: readonly StageSubject[],
  now: MetricData,
  before: MetricData | null,
  grid: Grid,
): Tile[] {
  const sums = (data: MetricData | null, figure: string) =>
    data && sumOf(subjects.map((subject) => total(data.byKey.get(stageKey(subject, figure)))));
  const peaks = (data: MetricData | null) =>
    subjects.map((subject) => highest(data?.byKey.get(stageKey(subject, "p95"))));
  const series = (figure: string, combine: "sum" | "max", absent: 0 | null) =>
    subjects.map((subject) => onGrid(now.byKey.get(stageKey(subject, figure)), grid, combine, absent));

  const count = sums(now, "count");
  const countBefore = sums(before, "count");
  const absent = count === null ? null : 0;
  const counts = addSeries(series("count", "sum", absent), grid);
  const latencies = peaks(now);
  const slowest = maxOf(latencies);
  const share = (figure: "status4xx" | "status5xx", label: string, judged: boolean): Tile => {
    const failed = sums(now, figure) ?? absent;
    const failedBefore = sums(before, figure) ?? (countBefore === null ? null : 0);
    return tile(
      {
        key: figure === "status4xx" ? "api4xx" : "api5xx",
        label,
        unit: "ratio",
        value: ratio(failed, count),
        previous: ratio(failedBefore, countBefore),
        spark: ratios(addSeries(series(figure, "sum", absent), grid), counts),
        note: failed === null ? null : `${failed.toLocaleString("en")} responses`,
        ...(judged ? { health: healthOfRate(failed, count) } : {}),
      },
      grid,
    );
  };
  return [
    tile(
      {
        key: "apiRequests",
        label: "API requests",
        unit: "count",
        value: count,
        previous: countBefore,
        spark: counts,
      },
      grid,
    ),
    share("status4xx", "API 4xx", false),
    share("status5xx", "API 5xx", true),
    tile(
      {
        key: "apiLatencyP95",
        label: "API latency p95",
        unit: "ms",
        value: slowest,
        previous: maxOf(peaks(before)),
        spark: maxSeries(series("latencyP95", "max", null), grid),
        note:
          slowest !== null && subjects.length > 1
            ? `highest of ${subjects.length} stages: ${subjects[latencies.indexOf(slowest)]?.name}`
            : null,
      },
      grid,
    ),
  ];
}

function sumOf(values: readonly (number | null)[]): number | null {
  const present = values.filter((value) => value !== null);
  return present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0);
}

function maxOf(values: readonly (number | null)[]): number | null {
  const present = values.filter((value) => value !== null);
  return present.length === 0 ? null : Math.max(...present);
}

function addSeries(all: readonly (readonly (number | null)[])[], grid: Grid): (number | null)[] {
  return grid.timesMs.map((_, i) => sumOf(all.map((series) => series[i] ?? null)));
}

function maxSeries(all: readonly (readonly (number | null)[])[], grid: Grid): (number | null)[] {
  return grid.timesMs.map((_, i) => maxOf(all.map((values) => values[i] ?? null)));
}
