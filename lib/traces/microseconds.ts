/**
 * Inside the engine times are whole microseconds since 1970, the precision of X-Ray: sums and differences are exact, so
 * that the parts of a path add up to the whole.
 */

/** Beyond what a date can be: 8.64e15 ms. */
const LARGEST = 8.64e18;

/** Epoch seconds with a fraction; null for what is no instant. */
export function microsecondsOfSeconds(value: unknown): number | null {
  return typeof value === "number" ? instant(Math.round(value * 1e6)) : null;
}

/** Epoch nanoseconds as a number or as digits (which a JSON number cannot hold exactly). */
export function microsecondsOfNanoseconds(value: unknown): number | null {
  if (typeof value === "number") return instant(Math.round(value / 1e3));
  if (typeof value === "string" && /^\d{1,20}$/.test(value)) return instant(Math.round(Number(value) / 1e3));
  return null;
}

function instant(microseconds: number): number | null {
  return Math.abs(microseconds) <= LARGEST ? microseconds : null;
}

/** Milliseconds with the microseconds as fraction. */
export function milliseconds(microseconds: number): number {
  return microseconds / 1000;
}
