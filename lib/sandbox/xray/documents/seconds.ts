/** Epoch milliseconds → epoch seconds, rounded to the microsecond as X-Ray stores it. */
export function epochSeconds(epochMs: number): number {
  return Math.round(epochMs * 1000) / 1e6;
}
