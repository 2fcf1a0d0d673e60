/** Response times counted by bins that grow by the same factor, so that 10 ms and 10 s both have shape. */
export interface TimeBin {
  /** Half-open, milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
  /** Of them: faults, errors and throttles. */
  readonly failed: number;
}

/** Bins per factor of ten: their bounds are 1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8 and so on. */
const PER_DECADE = 10;
/** X-Ray's clock has microseconds; what is shorter is counted as this. */
const SHORTEST_MS = 0.1;

/** Ascending, empty bins between included; none where no time is given. */
export function timeBins(
  times: readonly { readonly ms: number; readonly failed: boolean }[],
): readonly TimeBin[] {
  const counts = new Map<number, { count: number; failed: number }>();
  for (const { ms, failed } of times) {
    const index = binOf(ms);
    const known = counts.get(index) ?? { count: 0, failed: 0 };
    known.count += 1;
    if (failed) known.failed += 1;
    counts.set(index, known);
  }
  if (counts.size === 0) return [];
  const first = Math.min(...counts.keys());
  const last = Math.max(...counts.keys());
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    fromMs: startOf(first + i),
    toMs: startOf(first + i + 1),
    ...(counts.get(first + i) ?? { count: 0, failed: 0 }),
  }));
}

function binOf(ms: number): number {
  // Rounding puts 100 a hair below 10²: bounds belong to the bin that they begin.
  return Math.floor(Math.log10(Math.max(ms, SHORTEST_MS)) * PER_DECADE + 1e-9);
}

function startOf(index: number): number {
  return 10 ** (index / PER_DECADE);
}
