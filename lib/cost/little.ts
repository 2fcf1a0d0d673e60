import { SECOND_MS } from "@/lib/base/time";

/**
 * Little's law: executions under way = arrivals per second × seconds each.
 * @throws RangeError when the duration is not above 0
 */
export function concurrencyOf(requestsPerSecond: number, durationMs: number): number {
  return requestsPerSecond * secondsOf(durationMs);
}

/** Its inverse: what so many executions, always under way, get done. */
export function requestsPerSecondOf(concurrency: number, durationMs: number): number {
  return concurrency / secondsOf(durationMs);
}

function secondsOf(durationMs: number): number {
  if (!(durationMs > 0)) throw new RangeError(`a duration is above 0 ms, not ${durationMs}`);
  return durationMs / SECOND_MS;
}
