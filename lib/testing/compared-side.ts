import { percentile } from "@/lib/base/statistics";
import { CURVE_STATISTICS, curveOf } from "@/lib/comparison/percentile-curve";
import type { Side } from "@/lib/comparison/side";
import type { Noise } from "@/lib/testing/noise";

export interface Traffic {
  readonly minutes: number;
  readonly perMinute: number;
  readonly failing: number;
  /** Median and spread (of the logarithm) of durations. */
  readonly medianMs?: number;
  readonly spread?: number;
  /** Factor on `failing` and on durations, by minute. */
  readonly badly?: (minute: number) => number;
  readonly of?: string;
}

/** Requests drawn one by one, seen as CloudWatch shows them: counts and percentiles by minute, a few percentiles of all. */
export function sideOf(noise: Noise, traffic: Traffic): Side {
  const {
    minutes,
    perMinute,
    failing,
    medianMs = 100,
    spread = 0.5,
    badly = () => 1,
    of = "of it",
  } = traffic;
  const byMinute = Array.from({ length: minutes }, (_, minute) =>
    Array.from({ length: noise.poisson(perMinute) }, () => ({
      failed: noise.uniform() < failing * badly(minute),
      ms: medianMs * badly(minute) * Math.exp(spread * noise.gauss()),
    })),
  );
  const durations = byMinute.map((requests) => requests.map(({ ms }) => ms));
  const all = durations.flat();
  return {
    of,
    requests: byMinute.map((requests) => requests.length),
    failures: byMinute.map((requests) => requests.filter(({ failed }) => failed).length),
    clientErrors: null,
    p50Ms: durations.map((own) => percentile(own, 50) ?? null),
    p95Ms: durations.map((own) => percentile(own, 95) ?? null),
    curve: curveOf(
      CURVE_STATISTICS.map(({ level }) => ({ level, value: percentile(all, 100 * level) ?? null })),
    ),
    durationSumMs: durations.map((own) => own.reduce((sum, ms) => sum + ms, 0)),
  };
}
