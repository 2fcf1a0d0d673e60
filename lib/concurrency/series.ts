/** Values per period: `timesMs` are starts, ascending; null is a gap. */
export interface Series {
  readonly timesMs: readonly number[];
  readonly periodMs: number;
  readonly values: readonly (number | null)[];
}

export interface Peak {
  readonly value: number;
  /** Start of the first period that reached it. */
  readonly atMs: number;
}

/** The highest value and when it was first reached; null without a value. */
export function peakOf({ timesMs, values }: Series): Peak | null {
  let peak: Peak | null = null;
  values.forEach((value, i) => {
    if (value !== null && (peak === null || value > peak.value)) peak = { value, atMs: timesMs[i] ?? 0 };
  });
  return peak;
}

/** Start of the first period with at least `value`; null when none has. */
export function firstAtLeast({ timesMs, values }: Series, value: number): number | null {
  const index = values.findIndex((one) => one !== null && one >= value);
  return index === -1 ? null : (timesMs[index] ?? null);
}
