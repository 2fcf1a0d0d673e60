/** Percentiles of one set of requests: `values[i]` is not exceeded by the share `levels[i]` (0–1). Both ascend. */
export interface PercentileCurve {
  readonly levels: readonly number[];
  readonly values: readonly number[];
}

/** From single percentiles in any order; those that are missing are left out. null: fewer than two. */
export function curveOf(
  points: readonly { readonly level: number; readonly value: number | null }[],
): PercentileCurve | null {
  const known = points
    .flatMap(({ level, value }) => (value === null ? [] : [{ level, value }]))
    .sort((a, b) => a.level - b.level);
  if (known.length < 2) return null;
  let highest = Number.NEGATIVE_INFINITY;
  return {
    levels: known.map(({ level }) => level),
    // CloudWatch estimates each percentile on its own: a hair's crossing is possible.
    values: known.map(({ value }) => {
      highest = Math.max(highest, value);
      return highest;
    }),
  };
}

/** The percentile of a level; beyond the outermost known ones, those. Straight lines between. */
export function percentileAt({ levels, values }: PercentileCurve, level: number): number {
  return interpolate(levels, values, level);
}

/** Share of requests up to a value: the inverse. Of a value that many requests have, the middle. */
export function levelOf({ levels, values }: PercentileCurve, value: number): number {
  const from = values.indexOf(value);
  if (from >= 0) {
    const [low = 0, high = 0] = [levels[from], levels[values.lastIndexOf(value)]];
    return (low + high) / 2;
  }
  return interpolate(values, levels, value);
}

/**
 * The rest of `whole` when a `part` of it, the share of all its requests, is taken out. Percentiles cannot be subtracted,
 * but shares of requests up to a value can:
 *
 *     whole = share · part + (1 − share) · rest
 */
export function withoutPart(whole: PercentileCurve, part: PercentileCurve, share: number): PercentileCurve {
  if (share <= 0 || share >= 1) return whole;
  const values = [...new Set([...whole.values, ...part.values])].sort((a, b) => a - b);
  let highest = 0;
  const levels = values.map((value) => {
    const rest = (reached(whole, value) - share * reached(part, value)) / (1 - share);
    highest = Math.min(1, Math.max(highest, rest));
    return highest;
  });
  return { levels, values };
}

/** Like `levelOf`, with nothing below the lowest known value and all up to the highest. */
function reached(curve: PercentileCurve, value: number): number {
  if (value < (curve.values[0] ?? 0)) return 0;
  return value >= (curve.values[curve.values.length - 1] ?? 0) ? 1 : levelOf(curve, value);
}

/** On ascending `xs`, equal ones allowed. */
function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  const high = xs.findIndex((one) => one >= x);
  if (high <= 0) return ys[high < 0 ? ys.length - 1 : 0] ?? 0;
  const [from = 0, to = 0] = [xs[high - 1], xs[high]];
  const [below = 0, above = 0] = [ys[high - 1], ys[high]];
  return to === from ? above : below + ((above - below) * (x - from)) / (to - from);
}

/** What CloudWatch is asked for: dense where p50 and p95 may lie, the highest value last. */
export const CURVE_STATISTICS = [
  { statistic: "p10", level: 0.1 },
  { statistic: "p25", level: 0.25 },
  { statistic: "p40", level: 0.4 },
  { statistic: "p50", level: 0.5 },
  { statistic: "p60", level: 0.6 },
  { statistic: "p75", level: 0.75 },
  { statistic: "p85", level: 0.85 },
  { statistic: "p90", level: 0.9 },
  { statistic: "p93", level: 0.93 },
  { statistic: "p95", level: 0.95 },
  { statistic: "p97", level: 0.97 },
  { statistic: "p99", level: 0.99 },
  { statistic: "Maximum", level: 1 },
] as const;
