import { DAY_MS, floorTo } from "@/lib/base/time";
import type { AlarmDef, StatisticDef } from "@/lib/sandbox/world/types";
import { evaluate, type MathScope } from "../math/evaluate";
import { parseExpression } from "../math/syntax";
import { type LabelledSeries, one } from "../math/value";
import type { MetricStore } from "../metric-store";
import { emptySeries, type Grid, type Series } from "../periods";
import { parseStatistic } from "../statistic";

export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** State from an instant on, and the values that led to it. */
export interface AlarmChange {
  readonly state: AlarmState;
  readonly sinceMs: number;
  /** Values of the evaluated periods, oldest first; NaN is missing. */
  readonly datapoints: readonly number[];
  /** Starts of those periods, epoch ms. */
  readonly periodsMs: readonly number[];
}

/** Alarm history is kept for 30 days [M DescribeAlarmHistory]; minute data, which alarms need, for 15. */
const LOOK_BACK_MS = 14 * DAY_MS;

const BREACHES: Readonly<Record<AlarmDef["comparison"], (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
};

/**
 * State of the last `evaluationPeriods` periods; all of them must breach. [D AlarmThatSendsEmail]
 * Missing values count as TreatMissingData says; with `missing`, only present values are judged and none at all is
 * INSUFFICIENT_DATA. (AWS also looks at a few older periods when some are missing; that is not imitated.)
 */
export function alarmState(
  alarm: Pick<AlarmDef, "comparison" | "threshold" | "treatMissingData">,
  datapoints: readonly number[],
): AlarmState {
  const judged: boolean[] = [];
  for (const value of datapoints) {
    if (!Number.isNaN(value)) judged.push(BREACHES[alarm.comparison](value, alarm.threshold));
    else if (alarm.treatMissingData !== "missing") judged.push(alarm.treatMissingData === "breaching");
  }
  if (judged.length === 0) return "INSUFFICIENT_DATA";
  return judged.every(Boolean) ? "ALARM" : "OK";
}

/** Every change of state of the last two weeks (or since the world began), oldest first; at least one. */
export function alarmChanges(
  store: MetricStore,
  alarm: AlarmDef,
  worldStartMs: number,
  nowMs: number,
): readonly [AlarmChange, ...AlarmChange[]] {
  const grid = closedPeriods(alarm, worldStartMs, nowMs);
  const values = alarmValues(store, alarm, grid, nowMs);
  const first: AlarmChange = {
    state: "INSUFFICIENT_DATA",
    sinceMs: grid.startMs,
    datapoints: [],
    periodsMs: [],
  };
  const changes: [AlarmChange, ...AlarmChange[]] = [first];
  let state: AlarmState = first.state;
  for (let end = alarm.evaluationPeriods; end <= grid.count; end++) {
    const from = end - alarm.evaluationPeriods;
    const datapoints = Array.from(values.subarray(from, end));
    const next = alarmState(alarm, datapoints);
    if (next === state) continue;
    state = next;
    changes.push({
      state,
      sinceMs: grid.startMs + end * grid.periodMs,
      datapoints,
      periodsMs: datapoints.map((_, i) => grid.startMs + (from + i) * grid.periodMs),
    });
  }
  return changes;
}

/** Whole periods up to the last one that has ended, aligned to the clock. */
function closedPeriods(alarm: AlarmDef, worldStartMs: number, nowMs: number): Grid {
  const { periodMs } = alarm;
  const startMs = floorTo(Math.max(worldStartMs, nowMs - LOOK_BACK_MS), periodMs);
  const endMs = Math.max(startMs, floorTo(nowMs, periodMs));
  return { startMs, periodMs, count: (endMs - startMs) / periodMs, endMs };
}

function alarmValues(store: MetricStore, alarm: AlarmDef, grid: Grid, nowMs: number): Float64Array {
  if (!("expression" in alarm)) return statisticSeries(store, alarm, grid, nowMs).values;
  const inputs = new Map(
    alarm.inputs.map((input): [string, LabelledSeries] => [
      input.id,
      { ...statisticSeries(store, input, grid, nowMs), label: input.id },
    ]),
  );
  const scope: MathScope = {
    grid,
    byId: (id) => {
      const input = inputs.get(id);
      return input && one(input);
    },
    metrics: () => [...inputs.values()],
    search: () => [],
  };
  const value = evaluate(parseExpression(alarm.expression), scope);
  return value.kind === "series" ? value.series.values : emptySeries(grid).values;
}

function statisticSeries(store: MetricStore, asked: StatisticDef, grid: Grid, nowMs: number): Series {
  const dimensions = Object.entries(asked.dimensions).map(([Name, Value]) => ({ Name, Value }));
  const metric = store.find(asked.namespace, asked.metricName, dimensions);
  const statistic = parseStatistic(asked.statistic);
  if (!metric || !statistic) return emptySeries(grid);
  return store.series(metric.source, statistic, grid, nowMs);
}
