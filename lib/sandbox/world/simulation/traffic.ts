import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { mix, unit } from "@/lib/sandbox/world/simulation/random";

/**
 * `daily`: busier by day than by night, with chance on top. `steady`: always the mean, for what has to see as much at
 * whatever hour it is looked at.
 */
export const trafficRhythms = ["daily", "steady"] as const;
export type TrafficRhythm = (typeof trafficRhythms)[number];

/** Hour of the day (UTC) with most traffic. */
const PEAK_HOUR = 16;

/**
 * Traffic at an instant relative to the mean: a daily wave, quieter weekends, minutes that differ, and now and
 * then a short burst.
 */
export function trafficFactor(seed: number, atMs: number): number {
  const hour = (atMs % DAY_MS) / HOUR_MS;
  const daily = 1 + 0.55 * Math.cos(((hour - PEAK_HOUR) / 24) * 2 * Math.PI);
  // 1970-01-01 was a Thursday.
  const weekday = (Math.floor(atMs / DAY_MS) + 4) % 7;
  const weekly = weekday === 0 || weekday === 6 ? 0.85 : 1.06;
  const minute = Math.floor(atMs / MINUTE_MS);
  const noise = 0.88 + 0.24 * unit(mix(seed, 11), minute);
  const burst = unit(mix(seed, 12), Math.floor(minute / 2)) < 0.008 ? 2.2 : 1;
  return daily * weekly * noise * burst;
}

/** Factors change by the minute only, so the wave is evaluated once a minute. */
export class Traffic {
  readonly #seed: number;
  readonly #rhythm: TrafficRhythm;
  #minute = -1;
  #factor = 1;

  constructor(seed: number, rhythm: TrafficRhythm) {
    this.#seed = seed;
    this.#rhythm = rhythm;
  }

  factorAt(atMs: number): number {
    if (this.#rhythm === "steady") return 1;
    const minute = Math.floor(atMs / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#factor = trafficFactor(this.#seed, minute * MINUTE_MS);
    }
    return this.#factor;
  }
}
