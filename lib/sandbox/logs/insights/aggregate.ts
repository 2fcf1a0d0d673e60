import { compareValues, Instant, toNumber, toText, type Value } from "@/lib/sandbox/logs/insights/value";

/** One aggregate over the rows of one group. */
export interface Aggregate {
  /** `value` is the first argument for this row, `time` the row's `@timestamp` in epoch milliseconds. */
  add(value: Value, time: number): void;
  result(): Value;
}

/** `parameter` is the constant second argument: the percentile of `pct`. */
type Factory = (parameter: number) => Aggregate;

const AGGREGATES: Readonly<Record<string, Factory>> = {
  count: () => {
    let count = 0;
    return {
      add: (value) => {
        if (value !== null) count++;
      },
      result: () => count,
    };
  },
  // Exact, where the real one estimates above some number of values.
  count_distinct: () => {
    const seen = new Set<string>();
    return {
      add: (value) => {
        const text = toText(value);
        if (text !== null) seen.add(text);
      },
      result: () => seen.size,
    };
  },
  sum: () => running((_count, sum) => sum),
  avg: () => running((count, sum) => sum / count),
  stddev: () =>
    running((count, sum, squares) => Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2))),
  min: () => extreme((order) => order < 0),
  max: () => extreme((order) => order > 0),
  pct: (percent) => overNumbers((values) => percentile(values, percent)),
  median: () => overNumbers((values) => percentile(values, 50)),
  earliest: () => atTime((time, best) => time < best),
  latest: () => atTime((time, best) => time > best),
};

export function isAggregate(name: string): boolean {
  return Object.hasOwn(AGGREGATES, name);
}

export function createAggregate(name: string, parameter: number): Aggregate {
  const factory = AGGREGATES[name];
  if (factory === undefined) throw new Error(`not an aggregate: ${name}`);
  return factory(parameter);
}

function running(finish: (count: number, sum: number, squares: number) => number): Aggregate {
  let count = 0;
  let sum = 0;
  let squares = 0;
  return {
    add: (value) => {
      const number = toNumber(value);
      if (number === null) return;
      count++;
      sum += number;
      squares += number * number;
    },
    result: () => (count === 0 ? null : finish(count, sum, squares)),
  };
}

function overNumbers(finish: (ascending: readonly number[]) => number): Aggregate {
  const values: number[] = [];
  return {
    add: (value) => {
      const number = toNumber(value);
      if (number !== null) values.push(number);
    },
    result: () => (values.length === 0 ? null : finish(values.sort((a, b) => a - b))),
  };
}

/** Nearest rank; the real one estimates. */
function percentile(ascending: readonly number[], percent: number): number {
  const rank = Math.ceil((percent / 100) * ascending.length);
  return ascending[Math.min(ascending.length, Math.max(1, rank)) - 1] ?? 0;
}

function extreme(better: (order: number) => boolean): Aggregate {
  let best: Value = null;
  return {
    add: (value) => {
      if (value !== null && (best === null || better(compareValues(value, best)))) best = value;
    },
    result: () => (best instanceof Instant ? best.ms : best),
  };
}

function atTime(better: (time: number, best: number) => boolean): Aggregate {
  let found: Value = null;
  let foundAt = 0;
  return {
    add: (value, time) => {
      if (value === null || (found !== null && !better(time, foundAt))) return;
      found = value;
      foundAt = time;
    },
    result: () => found,
  };
}
