import type { Grid } from "@/lib/metrics/grid";
import type { Verdict } from "@/lib/metrics/health";
import { findSpikes } from "@/lib/metrics/spikes/find-spikes";
import type { Finding } from "@/lib/model/finding";
import { WARNING_RATE } from "@/lib/model/health-of-rate";

/**
 * When a failure that is visible over a window began: the first period of its worst run.
 *
 *   rate   ____/‾‾‾\__/‾‾‾‾‾\__        A run may pause for up to `PAUSE` periods (little traffic, a lull).
 *               ^ onset                The run with the most failures is the one that is told.
 *
 * A period is bad when its share of failures is at least 1 % and at least half of the window's own share, so that
 * background noise before a real failure does not date it back.
 */
export function onsetIndex(
  failures: readonly (number | null)[],
  attempts: readonly (number | null)[],
): number | undefined {
  const failed = sum(failures);
  const tried = sum(attempts);
  if (failed === 0 || tried === 0) return undefined;
  const threshold = Math.max(WARNING_RATE, (failed / tried) * 0.5);
  const pause = Math.max(3, Math.round(failures.length * PAUSE));

  let best: { start: number; failures: number } | undefined;
  let run: { start: number; last: number; failures: number } | undefined;
  failures.forEach((count, i) => {
    const n = attempts[i] ?? 0;
    if (!count || n === 0 || count / n < threshold) return;
    if (!run || i - run.last > pause) run = { start: i, last: i, failures: 0 };
    run.last = i;
    run.failures += count;
    if (!best || run.failures > best.failures) best = { start: run.start, failures: run.failures };
  });
  return best?.start;
}

/**
 * Start of the period in which what the verdict calls out began; null when nothing is called out or seen. Of what stands
 * out by the search for findings, the one with the most failures, so that both tell the same minute; a verdict may also
 * call out what has always been so, which only the worst run can date.
 */
export function onsetMs(
  verdict: Verdict,
  failures: readonly (number | null)[],
  attempts: readonly (number | null)[],
  { timesMs, periodMs }: Grid,
): number | null {
  if (verdict.health !== "critical" && verdict.health !== "warning") return null;
  const found = findSpikes({ kind: "rate", periodMs, timesMs, values: failures, requests: attempts });
  const worst = found.reduce<Finding | undefined>(
    (most, one) => ((one.evidence.events ?? 0) > (most?.evidence.events ?? 0) ? one : most),
    undefined,
  );
  if (worst) return worst.fromMs;
  const index = onsetIndex(failures, attempts);
  return index === undefined ? null : (timesMs[index] ?? null);
}

/** Share of the window that a run may be quiet. */
const PAUSE = 0.05;

function sum(values: readonly (number | null)[]): number {
  return values.reduce((total: number, value) => total + (value ?? 0), 0);
}
