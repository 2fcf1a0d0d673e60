/** One line of the table. */
export interface Measurement {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The figure of docs/architecture.md that `value` must not exceed (or, with `atLeast`, must reach). */
  readonly budget?: number;
  readonly atLeast?: boolean;
}

export interface Benchmark {
  /** What `npm run bench -- NAME` calls it. */
  readonly name: string;
  /** `--minutes 5` of the command line is `{ minutes: "5" }`. */
  readonly measure: (options?: Readonly<Record<string, string>>) => Promise<readonly Measurement[]>;
  /** Takes so long that it runs only when it is named. */
  readonly byName?: boolean;
}

export function isWithinBudget({ value, budget, atLeast = false }: Measurement): boolean {
  if (budget === undefined) return true;
  return atLeast ? value >= budget : value <= budget;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
