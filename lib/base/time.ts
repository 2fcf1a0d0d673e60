declare const epoch: unique symbol;

/** An instant: milliseconds since 1970-01-01T00:00:00Z, fractions allowed (X-Ray keeps microseconds). */
export type EpochMs = number & { readonly [epoch]: true };

/** A length of time in milliseconds. */
export type DurationMs = number;

/** Marks a number already known to be epoch milliseconds. The only place where that claim is made by a cast. */
export function epochMs(value: number): EpochMs {
  return value as EpochMs;
}

/** Epoch seconds (AWS wire form of CloudWatch and X-Ray) → epoch milliseconds, fractions kept. */
export function epochMsFromSeconds(seconds: number): EpochMs {
  return epochMs(seconds * 1000);
}

export function epochMsFromDate(date: Date): EpochMs {
  return epochMs(date.getTime());
}

/** `2026-01-15T12:00:00.000Z`. */
export function isoFromEpochMs(instant: EpochMs): string {
  return new Date(instant).toISOString();
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** The latest multiple of `step` at or before `value`. */
export function floorTo(value: number, step: DurationMs): number {
  return Math.floor(value / step) * step;
}

/** The first multiple of `step` at or after `value`. */
export function ceilTo(value: number, step: DurationMs): number {
  return Math.ceil(value / step) * step;
}
