import { MINUTE_MS } from "@/lib/base/time";

export interface RegularCalls {
  readonly everyMs: number;
  /** Those that came on the beat. */
  readonly calls: number;
  /** Of these the ones that waited for an init: nobody else did then. */
  readonly felt: number;
  readonly otherCalls: number;
  readonly otherFelt: number;
}

/** A call, and whether it waited for an init. */
export interface TimedCall {
  readonly atMs: number;
  readonly felt: boolean;
}

/** Schedules and queues are late by seconds. */
const TOLERANCE_MS = 2_000;
const MOST_MINUTES = 15;
const FEWEST_BEATS = 4;
const ON_BEAT = 0.9;
/** So many beats may be met by chance, or the calls are too many to tell. */
const BY_CHANCE = 0.2;

/**
 * Whether calls come on a beat of whole minutes, as those of a schedule that keeps an environment warm do, and who waited
 * for inits on it and off it. The beat alone does not tell a warm-up from other scheduled work. null: there is none.
 */
export function regularCalls(calls: readonly TimedCall[], fromMs: number, toMs: number): RegularCalls | null {
  const own = calls.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).sort((a, b) => a.atMs - b.atMs);
  const chance = 1 - Math.exp((-own.length * TOLERANCE_MS * 2) / Math.max(1, toMs - fromMs));
  if (chance > BY_CHANCE) return null;
  for (let minutes = 1; minutes <= MOST_MINUTES; minutes++) {
    const everyMs = minutes * MINUTE_MS;
    const beats = Math.floor((toMs - fromMs) / everyMs);
    if (beats < FEWEST_BEATS) return null;
    const onBeat = bestBeat(own, fromMs, everyMs, beats);
    if (onBeat === null) continue;
    const on = own.filter((call) => onBeat.has(call));
    const felt = (some: readonly TimedCall[]) => some.filter((call) => call.felt).length;
    return {
      everyMs,
      calls: on.length,
      felt: felt(on),
      otherCalls: own.length - on.length,
      otherFelt: felt(own) - felt(on),
    };
  }
  return null;
}

/** Tries the phase of each call of the first two beats. One call a beat, the nearest. */
function bestBeat(
  calls: readonly TimedCall[],
  fromMs: number,
  everyMs: number,
  beats: number,
): ReadonlySet<TimedCall> | null {
  let best: ReadonlySet<TimedCall> | null = null;
  for (const { atMs } of calls) {
    if (atMs >= fromMs + 2 * everyMs) break;
    const nearest = new Map<number, { call: TimedCall; off: number }>();
    for (const call of calls) {
      const beat = Math.round((call.atMs - atMs) / everyMs);
      const off = Math.abs(call.atMs - atMs - beat * everyMs);
      const known = nearest.get(beat);
      if (off <= TOLERANCE_MS && (known === undefined || off < known.off)) nearest.set(beat, { call, off });
    }
    if (nearest.size < beats * ON_BEAT || nearest.size <= (best?.size ?? 0)) continue;
    best = new Set([...nearest.values()].map(({ call }) => call));
  }
  return best;
}
