import { validationError } from "../errors";
import type { BinaryOperator } from "./syntax";
import {
  coarsest,
  finite,
  type LabelledSeries,
  many,
  mapValues,
  one,
  scalar,
  type Value,
  valuesOn,
} from "./value";

/**
 * Operators between scalars, series and arrays. Between two series a datapoint that only one of them has counts as 0
 * in the other; where neither has one there is none; a division by zero drops the datapoint. [D using-metric-math]
 */
export function applyBinary(operator: BinaryOperator, left: Value, right: Value): Value {
  if (left.kind === "array" && right.kind === "array") {
    throw validationError(`Operator ${operator} is not defined for two arrays of time series.`);
  }
  if (left.kind === "array") return many(left.items.map((item) => combine(operator, item, right)));
  if (right.kind === "array") return many(right.items.map((item) => combine(operator, left, item)));
  if (left.kind === "scalar" && right.kind === "scalar") {
    return scalar(compute(operator, left.value, right.value));
  }
  return one(combine(operator, left, right));
}

type Operand = Value | LabelledSeries;

function combine(operator: BinaryOperator, left: Operand, right: Operand): LabelledSeries {
  const a = operand(left);
  const b = operand(right);
  if (typeof a !== "number" && typeof b !== "number") return combineSeries(operator, a, b);
  if (typeof a !== "number" && typeof b === "number") {
    return mapValues(a, (value) => (Number.isNaN(value) ? value : compute(operator, value, b)));
  }
  if (typeof a === "number" && typeof b !== "number") {
    return mapValues(b, (value) => (Number.isNaN(value) ? value : compute(operator, a, value)));
  }
  throw validationError("An expression needs a time series.");
}

function operand(value: Operand): number | LabelledSeries {
  if (!("kind" in value)) return value;
  if (value.kind === "scalar") return value.value;
  if (value.kind === "series") return value.series;
  throw validationError("An operand must be a number or a time series.");
}

function combineSeries(operator: BinaryOperator, a: LabelledSeries, b: LabelledSeries): LabelledSeries {
  const grid = coarsest([a.grid, b.grid]) ?? a.grid;
  const left = valuesOn(a, grid);
  const right = valuesOn(b, grid);
  const values = new Float64Array(grid.count).fill(Number.NaN);
  for (let bin = 0; bin < grid.count; bin++) {
    const x = left[bin] ?? Number.NaN;
    const y = right[bin] ?? Number.NaN;
    if (Number.isNaN(x) && Number.isNaN(y)) continue;
    values[bin] = finite(compute(operator, Number.isNaN(x) ? 0 : x, Number.isNaN(y) ? 0 : y));
  }
  return { grid, values, label: a.label };
}

function compute(operator: BinaryOperator, a: number, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "^":
      return a ** b;
    case "==":
      return a === b ? 1 : 0;
    case "!=":
      return a !== b ? 1 : 0;
    case "<":
      return a < b ? 1 : 0;
    case "<=":
      return a <= b ? 1 : 0;
    case ">":
      return a > b ? 1 : 0;
    case ">=":
      return a >= b ? 1 : 0;
    case "AND":
      return a !== 0 && b !== 0 ? 1 : 0;
    case "OR":
      return a !== 0 || b !== 0 ? 1 : 0;
  }
}
