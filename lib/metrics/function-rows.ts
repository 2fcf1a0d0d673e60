import { addUp, type Grid, highest, onGrid, ratio, total } from "@/lib/metrics/grid";
import { functionVerdict } from "@/lib/metrics/health";
import { rowKey } from "@/lib/metrics/lambda-queries";
import { onsetMs } from "@/lib/metrics/onset";
import type { LambdaFunction } from "@/lib/model/lambda";
import type { Datapoints, MetricData } from "@/lib/model/metric";
import type { FunctionRow } from "@/lib/model/views/overview";

/**
 * Rows of the functions table from figures alone. A function without a datapoint of Invocations has null figures:
 * CloudWatch writes no datapoint when nothing ran. Where Invocations exists, absent Errors or Throttles are 0.
 */
export function functionRows(names: readonly string[], data: MetricData, grid: Grid): FunctionRow[] {
  return names.map((name) => functionRow(name, (figure) => data.byKey.get(rowKey(name, figure)), grid));
}

/** One row; `points` gives the datapoints of `invocations`, `errors`, `throttles`, `p50`, `p95`, `p99`, `peak`. */
export function functionRow(
  name: string,
  points: (figure: string) => Datapoints | undefined,
  grid: Grid,
): FunctionRow {
  const invocations = total(points("invocations"));
  const absent = invocations === null ? null : 0;
  const throttles = total(points("throttles")) ?? absent;
  const errors = total(points("errors")) ?? absent;
  const verdict = functionVerdict({ invocations, errors, throttles });
  const ran = onGrid(points("invocations"), grid, "sum", absent);
  const throttled = onGrid(points("throttles"), grid, "sum", absent);
  const failed = addUp(onGrid(points("errors"), grid, "sum", absent), throttled);
  return {
    name,
    health: verdict.health,
    reason: verdict.reason,
    sinceMs: onsetMs(verdict, failed, addUp(ran, throttled), grid),
    invocations,
    errors,
    errorRate: ratio(errors, invocations),
    throttles,
    durationP50Ms: highest(points("p50")),
    durationP95Ms: highest(points("p95")),
    durationP99Ms: highest(points("p99")),
    concurrencyPeak: highest(points("peak")),
    runtime: null,
    memoryMb: null,
    architecture: null,
    cost: null,
    spark: { timesMs: grid.timesMs, values: ran },
    failureSpark: { timesMs: grid.timesMs, values: failed },
  };
}

/** The same rows with configuration, and rows for functions that exist but did not run. */
export function withConfiguration(
  rows: readonly FunctionRow[],
  functions: readonly LambdaFunction[],
): FunctionRow[] {
  const byName = new Map(functions.map((fn) => [fn.name, fn]));
  const known = new Set(rows.map((row) => row.name));
  const idle = functions.filter((fn) => !known.has(fn.name)).map((fn) => idleRow(fn.name));
  return [...rows, ...idle].map((row) => {
    const fn = byName.get(row.name);
    if (!fn) return row;
    return { ...row, runtime: fn.runtime, memoryMb: fn.memoryMb, architecture: fn.architecture };
  });
}

function idleRow(name: string): FunctionRow {
  return functionRow(name, () => undefined, { timesMs: [], periodMs: 0, settledMs: 0 });
}
