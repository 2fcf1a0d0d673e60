import { nice, ticks } from "d3-array";
import { type DisplayUnit, formatValue } from "@/lib/base/format-value";

export interface ValueAxis {
  /** The axis runs from 0 to here. */
  readonly max: number;
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

/** Units in which round numbers look round: 90,000 ms is 1.5 min, not 0.09 Ms. */
const STEPS: Partial<Record<DisplayUnit, readonly number[]>> = {
  ms: [1, 1_000, 60_000, 3_600_000],
  bytes: [1, 1024, 1024 ** 2, 1024 ** 3, 1024 ** 4],
  ratio: [0.01],
};

const LEAST: Partial<Record<DisplayUnit, number>> = { ratio: 0.01, count: 1 };

/**
 * An axis from 0 over the data, with three or so round ticks in the unit's own steps.
 * A limit is kept in view when the data comes within a fifth of it; a far one would flatten the data.
 */
export function valueAxis(dataMax: number, unit: DisplayUnit, limits: readonly number[]): ValueAxis {
  const near = limits.filter((limit) => isLimitInView(limit, dataMax));
  const wanted = Math.max(dataMax, LEAST[unit] ?? 0, ...near.map((limit) => limit * 1.05)) || 1;
  const divisor = (STEPS[unit] ?? [1]).findLast((step) => step <= wanted) ?? 1;
  const [, end] = nice(0, wanted / divisor, 4);
  const round = ticks(0, end, 4).map((tick) => tick * divisor);
  return {
    max: end * divisor,
    ticks: unit === "count" ? round.filter(Number.isInteger) : round,
    format: (value) => formatValue(value, unit),
  };
}

export function isLimitInView(limit: number, dataMax: number): boolean {
  return limit <= dataMax * 5;
}
