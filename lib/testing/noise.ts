import { epochMs, MINUTE_MS } from "@/lib/base/time";
import type { Periods } from "@/lib/metrics/spikes/series";

/** Noise for tests: the same seed gives the same numbers. Minutes from an instant, one value each. */
export interface Noise {
  uniform(): number;
  gauss(): number;
  poisson(mean: number): number;
}

export function noiseOf(seed: number): Noise {
  let state = seed | 0;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    const mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const gauss = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    uniform,
    gauss,
    poisson(mean) {
      const end = Math.exp(-mean);
      let count = -1;
      for (let product = 1; product > end; product *= uniform()) count++;
      return Math.max(0, count);
    },
  };
}

export const START = epochMs(Date.UTC(2026, 0, 15, 12));

/** `length` minutes from `at` minutes after START. */
export function minutes(
  length: number,
  value: (i: number) => number | null,
  requests?: (i: number) => number | null,
  at = 0,
): Periods {
  const each = Array.from({ length }, (_, i) => i);
  return {
    timesMs: each.map((i) => START + (at + i) * MINUTE_MS),
    values: each.map(value),
    ...(requests && { requests: each.map(requests) }),
  };
}
