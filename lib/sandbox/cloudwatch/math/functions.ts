import { validationError } from "../errors";
import type { Grid } from "../periods";
import { aggregateSeries, isAggregate } from "./aggregate";
import { fillLinear, fillRepeat, fillWith } from "./fill";
import {
  coarsest,
  type LabelledSeries,
  many,
  mapValues,
  one,
  presentValues,
  scalar,
  type Value,
  valuesOn,
} from "./value";

/** Functions over already evaluated arguments; SUM and its like are in aggregate.ts. [D using-metric-math] */
export type MathFunction = (args: readonly Value[], requestGrid: Grid) => Value;

function argument(args: readonly Value[], index: number): Value {
  const value = args[index];
  if (!value) throw validationError(`A function is missing argument ${index + 1}.`);
  return value;
}

function number(args: readonly Value[], index: number): number {
  const value = argument(args, index);
  if (value.kind !== "scalar") throw validationError(`Argument ${index + 1} must be a number.`);
  return value.value;
}

function word(args: readonly Value[], index: number): string {
  const value = argument(args, index);
  if (value.kind !== "word") throw validationError(`Argument ${index + 1} must be a keyword.`);
  return value.word;
}

function array(args: readonly Value[], index: number): readonly LabelledSeries[] {
  const value = argument(args, index);
  if (value.kind === "array") return value.items;
  if (value.kind === "series") return [value.series];
  throw validationError(`Argument ${index + 1} must be an array of time series.`);
}

/** TS → TS and TS[] → TS[]. */
function each(change: (series: LabelledSeries, args: readonly Value[]) => LabelledSeries): MathFunction {
  return (args) => {
    const value = argument(args, 0);
    if (value.kind === "series") return one(change(value.series, args));
    if (value.kind === "array") return many(value.items.map((item) => change(item, args)));
    throw validationError("The first argument must be a time series.");
  };
}

function pointwise(change: (value: number) => number): MathFunction {
  return each((series) => mapValues(series, (value) => (Number.isNaN(value) ? value : change(value))));
}

/** From each datapoint and the datapoint before it; the first has none. */
function fromPrevious(change: (value: number, before: number, seconds: number) => number): MathFunction {
  return each((series) => {
    let before = Number.NaN;
    let beforeBin = 0;
    return mapValues(series, (value, bin) => {
      if (Number.isNaN(value)) return value;
      const seconds = ((bin - beforeBin) * series.grid.periodMs) / 1000;
      const result = Number.isNaN(before) ? Number.NaN : change(value, before, seconds);
      before = value;
      beforeBin = bin;
      return result;
    });
  });
}

const fill = each((series, args) => {
  const filler = argument(args, 1);
  if (filler.kind === "scalar") return fillWith(series, filler.value);
  if (filler.kind === "series") return fillWith(series, filler.series);
  if (filler.kind === "word" && filler.word === "REPEAT") return fillRepeat(series);
  if (filler.kind === "word" && filler.word === "LINEAR") return fillLinear(series);
  throw validationError("FILL needs a number, a time series, REPEAT or LINEAR.");
});

const sort: MathFunction = (args) => {
  const name = word(args, 1);
  const order = word(args, 2);
  if (!isAggregate(name) || (order !== "ASC" && order !== "DESC")) {
    throw validationError("SORT needs AVG, MIN, MAX or SUM, then ASC or DESC.");
  }
  const sign = order === "ASC" ? 1 : -1;
  const rank = (value: number) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY * sign : value);
  const sorted = array(args, 0)
    .map((series) => ({ series, value: rank(aggregateSeries(name, series)) }))
    .sort((a, b) => (a.value === b.value ? 0 : (a.value - b.value) * sign))
    .map(({ series }) => series);
  return many(args.length > 3 ? sorted.slice(0, number(args, 3)) : sorted);
};

const pick =
  (from: "first" | "last"): MathFunction =>
  (args) => {
    const series = array(args, 0).at(from === "first" ? 0 : -1);
    if (!series) throw validationError("The array of time series is empty.");
    return one(series);
  };

/** A true condition without a value yields 0, a false one without a value drops the datapoint. */
const choose: MathFunction = (args) => {
  const condition = argument(args, 0);
  const yes = argument(args, 1);
  const no = args[2];
  if (condition.kind === "scalar") {
    const chosen = condition.value !== 0 ? yes : no;
    if (chosen) return chosen;
    if (yes.kind === "series") return one(mapValues(yes.series, () => Number.NaN));
  }
  if (condition.kind !== "series")
    throw validationError("The condition of IF must be a number or a time series.");
  const { grid } = condition.series;
  const yesAt = reader(yes, grid, 0);
  const noAt = no ? reader(no, grid, Number.NaN) : () => Number.NaN;
  return one(
    mapValues({ grid, values: condition.series.values, label: "IF" }, (value, bin) => {
      if (Number.isNaN(value)) return value;
      return value !== 0 ? yesAt(bin) : noAt(bin);
    }),
  );
};

function reader(value: Value, grid: Grid, missing: number): (bin: number) => number {
  if (value.kind === "scalar") return () => value.value;
  if (value.kind !== "series") throw validationError("IF chooses between numbers and time series.");
  const values = valuesOn(value.series, grid);
  return (bin) => {
    const at = values[bin] ?? Number.NaN;
    return Number.isNaN(at) ? missing : at;
  };
}

const runningSum = each((series) => {
  let total = 0;
  return mapValues(series, (value) => {
    if (Number.isNaN(value)) return value;
    total += value;
    return total;
  });
});

export const FUNCTIONS: Readonly<Record<string, MathFunction>> = {
  ABS: pointwise(Math.abs),
  CEIL: pointwise(Math.ceil),
  FLOOR: pointwise(Math.floor),
  LOG: pointwise(Math.log),
  LOG10: pointwise(Math.log10),
  DIFF: fromPrevious((value, before) => value - before),
  DIFF_TIME: fromPrevious((_value, _before, seconds) => seconds),
  RATE: fromPrevious((value, before, seconds) => (value - before) / seconds),
  RUNNING_SUM: runningSum,
  FILL: fill,
  FIRST: pick("first"),
  LAST: pick("last"),
  IF: choose,
  METRIC_COUNT: (args) => scalar(array(args, 0).length),
  PERIOD: (args) => scalar((coarsest(array(args, 0).map((series) => series.grid))?.periodMs ?? 0) / 1000),
  REMOVE_EMPTY: (args) => many(array(args, 0).filter((series) => presentValues(series).length > 0)),
  SLICE: (args) => many(array(args, 0).slice(number(args, 1), args.length > 2 ? number(args, 2) : undefined)),
  SORT: sort,
  TIME_SERIES: (args, grid) =>
    one({ grid, values: new Float64Array(grid.count).fill(number(args, 0)), label: "TIME_SERIES" }),
};
