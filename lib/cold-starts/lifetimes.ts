import { percentile } from "@/lib/base/statistics";
import { MINUTE_MS } from "@/lib/base/time";
import type { EnvironmentFacts, Reach } from "@/lib/cold-starts/environment-facts";

/** How long execution environments lived, as far as lines tell: nobody writes when one goes away. */
export interface Lifetimes {
  /** Environments with a line in the window, or alive across it. */
  readonly environments: number;
  /** Of these the ones whose begin was not read, or that may have gone on after it: their lifetimes are at least so long. */
  readonly cut: number;
  /** From the first line to the last, or to the end of the window; the cut ones included. null: no environment. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly maxMs: number | null;
  /** Alive at one moment of the window, from first to last line: at least so many. */
  readonly alivePeak: number;
  readonly aliveMean: number;
  /** Over those that were invoked in the window; null: none was. */
  readonly invocationsPerEnvironment: number | null;
}

/** One that was silent for longer before the end of what was read is taken to be gone. */
const SILENT_MS = 15 * MINUTE_MS;

interface Life {
  readonly fromMs: number;
  readonly toMs: number;
  readonly cut: boolean;
}

/** Lifetimes of a function's environments, observed from the first line to the last. */
export function lifetimesOf(environments: readonly EnvironmentFacts[], { window, read }: Reach): Lifetimes {
  const lives = environments.flatMap((one): Life[] => {
    const fromMs = one.startedMs ?? one.initReport?.atMs ?? one.firstStartMs ?? one.lastSeenMs;
    if (fromMs >= window.toMs || one.lastSeenMs < window.fromMs) return [];
    // How far was read beyond the window depends on what else was asked for.
    const toMs = Math.max(fromMs, Math.min(one.lastSeenMs, window.toMs));
    const goesOn = one.lastSeenMs > Math.min(window.toMs, read.toMs - SILENT_MS);
    return [{ fromMs, toMs, cut: one.startedMs === null || goesOn }];
  });
  const lengths = lives.map(({ fromMs, toMs }) => toMs - fromMs);
  const used = environments.filter(({ inside }) => inside.starts > 0);
  const invocations = used.reduce((sum, { inside }) => sum + inside.starts, 0);
  return {
    environments: lives.length,
    cut: lives.filter(({ cut }) => cut).length,
    p50Ms: percentile(lengths, 50) ?? null,
    p95Ms: percentile(lengths, 95) ?? null,
    maxMs: lengths.length === 0 ? null : lengths.reduce((top, ms) => Math.max(top, ms), 0),
    alivePeak: peakOf(lives, window.fromMs, window.toMs),
    aliveMean: meanOf(lives, window.fromMs, window.toMs),
    invocationsPerEnvironment: used.length === 0 ? null : invocations / used.length,
  };
}

/** Both ends count, so that one seen for a single moment is alive in it. */
function peakOf(lives: readonly Life[], fromMs: number, toMs: number): number {
  const begins = lives.map((one) => Math.max(fromMs, one.fromMs)).sort((a, b) => a - b);
  const ends = lives.map((one) => Math.min(toMs, one.toMs)).sort((a, b) => a - b);
  let gone = 0;
  let peak = 0;
  begins.forEach((begin, i) => {
    while (gone < ends.length && (ends[gone] ?? 0) < begin) gone++;
    peak = Math.max(peak, i + 1 - gone);
  });
  return peak;
}

function meanOf(lives: readonly Life[], fromMs: number, toMs: number): number {
  const alive = lives.reduce(
    (sum, one) => sum + Math.max(0, Math.min(toMs, one.toMs) - Math.max(fromMs, one.fromMs)),
    0,
  );
  return toMs > fromMs ? alive / (toMs - fromMs) : 0;
}
