import { type FigureAt, sinceFirst, type WatchedSeries } from "@/lib/metrics/spikes/watched";

/** The series of a stage, from the keys of `watchedStageQueries`. Without Count nothing is known. */
export function watchedStageSeries(figure: FigureAt): WatchedSeries[] {
  const count = figure("count", "sum", 0);
  if (count === null) return [];
  const requests = sinceFirst(count);
  const status5xx = figure("status5xx", "sum", 0);
  const status4xx = figure("status4xx", "sum", 0);
  const latency = figure("latencyP95", "max", null);
  const series: (WatchedSeries | null)[] = [
    { measure: "requests", statistic: null, kind: "count", counts: "requests", values: requests, requests },
    status5xx && { measure: "status5xx", statistic: null, kind: "rate", values: status5xx, requests },
    status4xx && { measure: "status4xx", statistic: null, kind: "rate", values: status4xx, requests },
    latency && { measure: "latency", statistic: "p95", kind: "duration", values: latency, requests },
  ];
  return series.filter((one) => one !== null);
}
