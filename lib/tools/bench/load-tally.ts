/** What the viewers of one phase saw. */
export class LoadTally {
  requests = 0;
  readonly errors: string[] = [];
  tailMessages = 0;
  /** Lines that a tail said were missing and had not read again when it ended. */
  tailGaps = 0;
  tailsPolling = 0;
  readonly #tookMs = new Map<string, number[]>();

  took(name: string, ms: number): void {
    const known = this.#tookMs.get(name) ?? [];
    known.push(ms);
    this.#tookMs.set(name, known);
  }

  fail(what: string): void {
    this.errors.push(what);
  }

  /** By name: how often, and the time until the whole answer was there. */
  latencies(): readonly { readonly name: string; readonly count: number; readonly ms: Percentiles }[] {
    return [...this.#tookMs].map(([name, all]) => ({ name, count: all.length, ms: percentiles(all) }));
  }
}

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly most: number;
}

/** NaN of nothing. */
export function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) };
}

/** Least squares: how much `value` grows for each unit of `at`. NaN with fewer than two points. */
export function slopeOf(points: readonly { readonly at: number; readonly value: number }[]): number {
  const mean = (pick: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const meanAt = mean(({ at }) => at);
  const meanValue = mean(({ value }) => value);
  const covariance = mean(({ at, value }) => (at - meanAt) * (value - meanValue));
  return covariance / mean(({ at }) => (at - meanAt) ** 2);
}
