import { type Grid, onGrid, ratios } from "@/lib/metrics/grid";
import type { ApiKind } from "@/lib/model/api-gateway";
import type { Datapoints, MetricData } from "@/lib/model/metric";
import type { Chart, ChartSeries } from "@/lib/model/views/common";

/** Charts of one stage, from the keys of `stagePageQueries`. `cached`: the stage has a cache. */
export function apiCharts(data: MetricData, grid: Grid, kind: ApiKind, cached: boolean): Chart[] {
  const points = (key: string): Datapoints | undefined => data.byKey.get(`series ${key}`);
  const present = (key: string) => (points(key)?.values.length ?? 0) > 0;
  const absent = present("count") ? 0 : null;
  const counts = (key: string) => onGrid(points(key), grid, "sum", absent);
  const level = (key: string) => onGrid(points(key), grid, "max");
  const chart = (
    head: Pick<Chart, "key" | "title" | "unit">,
    series: ChartSeries[],
    note: string | null = null,
  ): Chart => ({
    ...head,
    periodMs: grid.periodMs,
    timesMs: grid.timesMs,
    series,
    limits: [],
    note: series.every((one) => one.values.every((v) => v === null)) ? "No datapoint in this window." : note,
  });
  const percentiles = (key: string): ChartSeries[] =>
    ["p50", "p95", "p99"].map((p) => ({ key: p, label: p, values: level(`${key} ${p}`) }));

  const requests = counts("count");
  const status4xx = counts("status4xx");
  const status5xx = counts("status5xx");
  const charts: Chart[] = [
    chart({ key: "requests", title: kind === "WEBSOCKET" ? "Messages" : "Requests", unit: "count" }, [
      { key: "count", label: kind === "WEBSOCKET" ? "Messages" : "Requests", values: requests },
    ]),
    chart({ key: "errors", title: "Error responses", unit: "count" }, [
      { key: "status4xx", label: "4xx", values: status4xx },
      { key: "status5xx", label: "5xx", values: status5xx },
    ]),
    chart({ key: "errorRate", title: "Share of error responses", unit: "ratio" }, [
      { key: "rate4xx", label: "4xx", values: ratios(status4xx, requests) },
      { key: "rate5xx", label: "5xx", values: ratios(status5xx, requests) },
    ]),
    chart({ key: "latency", title: "Latency", unit: "ms" }, percentiles("latency")),
    chart(
      { key: "integrationLatency", title: "Integration latency", unit: "ms" },
      percentiles("integration"),
    ),
    chart(
      { key: "overhead", title: "Gateway overhead", unit: "ms" },
      [{ key: "overhead", label: "Latency − integration latency", values: overhead(points, grid) }],
      "Time spent in API Gateway itself, authorizers included, per request: difference of sums. Percentiles cannot be subtracted.",
    ),
  ];
  if (kind === "REST" && (cached || present("cacheHits") || present("cacheMisses"))) {
    charts.push(
      chart({ key: "cache", title: "Cache", unit: "count" }, [
        { key: "cacheHits", label: "Hits", values: counts("cacheHits") },
        { key: "cacheMisses", label: "Misses", values: counts("cacheMisses") },
      ]),
    );
  }
  if (kind === "HTTP") {
    charts.push(
      chart({ key: "dataProcessed", title: "Data processed", unit: "bytes" }, [
        { key: "dataProcessed", label: "Bytes", values: counts("dataProcessed") },
      ]),
    );
  }
  return charts;
}

/**
 * (sum of Latency − sum of IntegrationLatency) ÷ requests. Sums are average × samples: requests that never reached the
 * integration (denied, throttled, cached) have Latency but no IntegrationLatency, so plain averages would mislead.
 */
function overhead(points: (key: string) => Datapoints | undefined, grid: Grid): (number | null)[] {
  const latency = onGrid(points("latency average"), grid, "mean");
  const requests = onGrid(points("count"), grid, "sum");
  const integration = onGrid(points("integration average"), grid, "mean");
  const calls = onGrid(points("integration calls"), grid, "sum");
  return grid.timesMs.map((_, i) => {
    const average = latency[i] ?? null;
    const count = requests[i] ?? null;
    if (average === null || count === null || count === 0) return null;
    return Math.max(0, average - ((integration[i] ?? 0) * (calls[i] ?? 0)) / count);
  });
}
