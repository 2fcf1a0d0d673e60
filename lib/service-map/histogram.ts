import type { GraphHistogram } from "@/lib/model/trace";
import type { MapLatency } from "@/lib/model/views/service-map";

/** Response times to which further histograms are added: value in milliseconds → count. */
export type Times = Map<number, number>;

export function addTimes(into: Times, histogram: GraphHistogram): void {
  for (const { valueMs, count } of histogram) {
    if (count > 0) into.set(valueMs, (into.get(valueMs) ?? 0) + count);
  }
}

/** Six bins a decade, as ratios of the decade's begin. */
const STEPS = [1, 1.5, 2, 3, 5, 7];
const FIRST_DECADE_MS = 0.1;

/**
 * Percentiles by nearest rank over X-Ray's bins (a percentile is the value of a bin, never something between two), and
 * the coarser bins that are drawn. null without any count.
 */
export function latencyOf(times: ReadonlyMap<number, number>): MapLatency | null {
  const ascending = [...times].sort(([a], [b]) => a - b);
  const total = ascending.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return null;
  const at = (p: number) => nearestRank(ascending, total * p);
  const sum = ascending.reduce((all, [valueMs, count]) => all + valueMs * count, 0);
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), meanMs: sum / total, bins: binsOf(ascending) };
}

function nearestRank(ascending: readonly (readonly [number, number])[], rank: number): number {
  let seen = 0;
  for (const [valueMs, count] of ascending) {
    seen += count;
    // The product of a share and a count may lie a rounding error above the whole number it stands for.
    if (seen >= rank - 1e-9) return valueMs;
  }
  return ascending.at(-1)?.[0] ?? 0;
}

function binsOf(ascending: readonly (readonly [number, number])[]): MapLatency["bins"] {
  const counts = new Map<number, number>();
  for (const [valueMs, count] of ascending) {
    const index = binIndex(valueMs);
    counts.set(index, (counts.get(index) ?? 0) + count);
  }
  const indexes = [...counts.keys()];
  const [first, last] = [Math.min(...indexes), Math.max(...indexes)];
  return Array.from({ length: last - first + 1 }, (_, offset) => {
    const index = first + offset;
    return {
      fromMs: index < 0 ? 0 : binStart(index),
      toMs: binStart(index + 1),
      count: counts.get(index) ?? 0,
    };
  });
}

/** −1 for what is shorter than the first bin. Near the logarithm, whose rounding the starts themselves put right. */
function binIndex(valueMs: number): number {
  const decade = Math.floor(Math.log10(Math.max(valueMs, FIRST_DECADE_MS) / FIRST_DECADE_MS));
  let index = Math.max(0, decade - 1) * STEPS.length - 1;
  while (binStart(index + 1) <= valueMs) index++;
  return index;
}

const starts: number[] = [];

/** 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.5, …: rounded, so that a bin's edge is the number it reads. */
function binStart(index: number): number {
  const known = starts[index];
  if (known !== undefined) return known;
  const decade = Math.floor(index / STEPS.length);
  const step = STEPS[index - decade * STEPS.length] ?? 1;
  const start = Number((FIRST_DECADE_MS * 10 ** decade * step).toPrecision(6));
  starts[index] = start;
  return start;
}
