import { validationError } from "../errors";
import type { Series } from "../periods";
import {
  coarsest,
  finite,
  type LabelledSeries,
  one,
  presentValues,
  scalar,
  type Value,
  valuesOn,
} from "./value";

/** SUM, AVG, … of numbers; `total` is how many there would be if none were missing. */
type Reducer = (values: readonly number[], total: number) => number;

const sum: Reducer = (values) => values.reduce((all, value) => all + value, 0);

function standardDeviation(values: readonly number[]): number {
  const mean = sum(values, values.length) / values.length;
  return Math.sqrt(values.reduce((all, value) => all + (value - mean) ** 2, 0) / values.length);
}

const REDUCERS: Readonly<Record<string, Reducer>> = {
  SUM: sum,
  // Across an array a missing value counts as 0. [D using-metric-math]
  AVG: (values, total) => sum(values, total) / total,
  MIN: (values) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
  MAX: (values) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  STDDEV: standardDeviation,
  DATAPOINT_COUNT: (values) => values.length,
};

export function isAggregate(name: string): boolean {
  return Object.hasOwn(REDUCERS, name);
}

/** One series becomes a scalar, an array of series one series. A series without datapoints sums to 0. */
export function aggregate(name: string, value: Value): Value {
  const reducer = REDUCERS[name];
  if (!reducer) throw validationError(`Unknown function ${name}.`);
  if (value.kind === "series") return scalar(aggregateSeries(name, value.series));
  if (value.kind !== "array") throw validationError(`${name} needs a time series or an array of them.`);
  return one(acrossArray(reducer, name, value.items));
}

/** NaN when the series has no datapoint and the function needs one. */
export function aggregateSeries(name: string, series: Series): number {
  const values = presentValues(series);
  const reducer = REDUCERS[name];
  return reducer ? finite(reducer(values, values.length)) : Number.NaN;
}

function acrossArray(reducer: Reducer, name: string, items: readonly LabelledSeries[]): LabelledSeries {
  const grid = coarsest(items.map((item) => item.grid));
  if (!grid)
    return {
      grid: { startMs: 0, periodMs: 60_000, count: 0, endMs: 0 },
      values: new Float64Array(0),
      label: name,
    };
  const columns = items.map((item) => valuesOn(item, grid));
  const values = new Float64Array(grid.count).fill(Number.NaN);
  const present: number[] = [];
  for (let bin = 0; bin < grid.count; bin++) {
    present.length = 0;
    for (const column of columns) {
      const value = column[bin] ?? Number.NaN;
      if (!Number.isNaN(value)) present.push(value);
    }
    if (present.length > 0) values[bin] = finite(reducer(present, columns.length));
  }
  return { grid, values, label: name };
}
