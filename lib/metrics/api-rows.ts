import { type StageSubject, stageKey } from "@/lib/metrics/api-queries";
import { type Grid, highest, onGrid, total } from "@/lib/metrics/grid";
import { apiVerdict } from "@/lib/metrics/health";
import { onsetMs } from "@/lib/metrics/onset";
import { healthOfRate } from "@/lib/model/health-of-rate";
import type { Datapoints, MetricData } from "@/lib/model/metric";
import type { ApiRow } from "@/lib/model/views/overview";

/** Rows of the APIs table. A stage without a datapoint of Count has null figures. */
export function apiRows(subjects: readonly StageSubject[], data: MetricData, grid: Grid): ApiRow[] {
  return subjects.map((subject) =>
    apiRow(subject, (figure) => data.byKey.get(stageKey(subject, figure)), grid),
  );
}

/** One row; `points` gives the datapoints of `count`, `status4xx`, `status5xx`, `p95`, `integrationP95`, `cacheHits`. */
export function apiRow(
  subject: StageSubject,
  points: (figure: string) => Datapoints | undefined,
  grid: Grid,
): ApiRow {
  const count = total(points("count"));
  const absent = count === null ? null : 0;
  const status4xx = total(points("status4xx")) ?? absent;
  const status5xx = total(points("status5xx")) ?? absent;
  const verdict = apiVerdict({ count, status4xx, status5xx });
  const requests = onGrid(points("count"), grid, "sum", absent);
  const failed = onGrid(points("status5xx"), grid, "sum", absent);
  const calledOut =
    healthOfRate(status5xx, count) === "ok" ? onGrid(points("status4xx"), grid, "sum", absent) : failed;
  return {
    id: subject.id,
    name: subject.name,
    stage: subject.stage,
    kind: subject.kind,
    health: verdict.health,
    reason: verdict.reason,
    sinceMs: onsetMs(verdict, calledOut, requests, grid),
    count,
    status4xx,
    status5xx,
    latencyP95Ms: highest(points("p95")),
    integrationLatencyP95Ms: highest(points("integrationP95")),
    cacheHits: total(points("cacheHits")),
    cost: null,
    spark: { timesMs: grid.timesMs, values: requests },
    failureSpark: { timesMs: grid.timesMs, values: failed },
  };
}
