import type { JsonObject, Operation } from "@/lib/sandbox/http/contract";
import { invalidParameterCombination, invalidParameterValue, missingParameter } from "../errors";
import { optionalNumber, optionalText, requiredText, requiredTimeMs, textList } from "../input";
import { gridOf, isValidPeriod } from "../periods";
import { storeOf } from "../state";
import { parseStatistic, type Statistic } from "../statistic";
import { readDimensions } from "./data-queries";

const MAX_DATAPOINTS = 1440;

/** GetMetricStatistics: one metric, several statistics, at most 1,440 datapoints. [M GetMetricStatistics] */
export const getMetricStatistics: Operation = (input, context) => {
  const { nowMs } = context;
  const namespace = requiredText(input, "Namespace");
  const name = requiredText(input, "MetricName");
  const dimensions = readDimensions(input, "GetMetricStatistics");
  const startMs = requiredTimeMs(input, "StartTime");
  const endMs = requiredTimeMs(input, "EndTime");
  const periodMs = readPeriodMs(input);
  const statistics = readStatistics(input);
  if (startMs >= endMs) {
    throw invalidParameterCombination("The parameter StartTime must be less than the parameter EndTime.");
  }
  const requested = Math.ceil((endMs - startMs) / periodMs);
  if (requested > MAX_DATAPOINTS) {
    throw invalidParameterCombination(
      `You have requested up to ${requested} datapoints, which exceeds the limit of ${MAX_DATAPOINTS}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  }

  const store = storeOf(context);
  const metric = store.find(namespace, name, dimensions);
  const unit = optionalText(input, "Unit");
  if (!metric || (unit !== undefined && unit !== metric.unit)) return { Label: name, Datapoints: [] };
  const grid = gridOf(startMs, endMs, periodMs, nowMs);
  const columns = statistics.map((statistic) => ({
    statistic,
    values: store.series(metric.source, statistic, grid, nowMs).values,
  }));
  const datapoints: JsonObject[] = [];
  for (let bin = 0; bin < grid.count; bin++) {
    const simple: Record<string, number> = {};
    const extended: Record<string, number> = {};
    for (const { statistic, values } of columns) {
      const value = values[bin] ?? Number.NaN;
      if (!Number.isNaN(value)) (statistic.kind === "totals" ? simple : extended)[statistic.name] = value;
    }
    const hasExtended = Object.keys(extended).length > 0;
    if (!hasExtended && Object.keys(simple).length === 0) continue;
    datapoints.push({
      Timestamp: (grid.startMs + bin * periodMs) / 1000,
      ...simple,
      ...(hasExtended ? { ExtendedStatistics: extended } : {}),
      Unit: metric.unit,
    });
  }
  return { Label: name, Datapoints: datapoints };
};

function readPeriodMs(input: JsonObject): number {
  const seconds = optionalNumber(input, "Period");
  if (seconds === undefined) throw missingParameter("Period");
  if (isValidPeriod(seconds)) return seconds * 1000;
  throw invalidParameterValue("The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.");
}

function readStatistics(input: JsonObject): readonly Statistic[] {
  const simple = textList(input, "Statistics");
  const extended = textList(input, "ExtendedStatistics");
  if (simple.length + extended.length === 0) throw missingParameter("Statistics or ExtendedStatistics");
  return [
    ...simple.map((name) => readStatistic(name, "totals", "Statistics")),
    ...extended.map((name) => readStatistic(name, "ranked", "ExtendedStatistics")),
  ];
}

function readStatistic(name: string, kind: Statistic["kind"], parameter: string): Statistic {
  const statistic = parseStatistic(name);
  if (statistic?.kind === kind) return statistic;
  throw invalidParameterValue(`The value ${name} for parameter ${parameter} is not supported.`);
}
