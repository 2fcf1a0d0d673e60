import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { Timeline } from "@/lib/cold-starts/timeline";

export interface IdleBin {
  /** Idle time from here on, less than the next bin's. */
  readonly fromMs: number;
  readonly toMs: number;
  /** A request came after such a time and found the environment. */
  readonly survived: number;
  /** A request came after such a time, and had to wait for a new environment. */
  readonly gone: number;
  /** gone ÷ (survived + gone); null: it never came to that. */
  readonly chance: number | null;
}

export interface IdleTimeout {
  /** The longest idle time that an environment outlived. */
  readonly atLeastMs: number;
  /** The shortest idle time beyond it after which one was gone; null: none seen. */
  readonly atMostMs: number | null;
  /** Half way between; null: not seen, or too far apart to name a figure. */
  readonly estimateMs: number | null;
}

export interface IdleGaps {
  readonly bins: readonly IdleBin[];
  /** null: no environment was used twice. */
  readonly timeout: IdleTimeout | null;
}

/** An older environment may be gone because the service recycles it, not for idling. No figure is documented. */
const YOUNG_MS = HOUR_MS;
/** Bounds further apart than this share of their middle name no figure: so the middle is never off by a tenth. */
const TOO_WIDE = 0.18;

/**
 * After how long an idle time the environments of one function go away, seen from its own streams: each time that one
 * was used again, it had survived; each time a request had to wait for a new environment while an idle one of the same
 * version was never used again, that one was gone. Lambda's own idle time is not documented and may change.
 */
export function idleGaps(timelines: readonly Timeline[]): IdleGaps {
  const own = timelines.filter(({ kept }) => !kept);
  const survived = own.flatMap(survivedGaps);
  const gone = own.flatMap((one) => goneGap(one, own));
  return { bins: binsOf(survived, gone), timeout: timeoutOf(survived, gone) };
}

interface Gone {
  readonly gapMs: number;
  readonly ageMs: number | null;
}

function survivedGaps({ busy }: Timeline): number[] {
  return busy.flatMap(({ fromMs }, i) => {
    const before = busy[i - 1]?.toMs;
    return before === undefined || before === null ? [] : [Math.max(0, fromMs - before)];
  });
}

/** The first time that it would have been used, had it been there. */
function goneGap(one: Timeline, all: readonly Timeline[]): Gone[] {
  const lastMs = one.busy.at(-1)?.toMs;
  if (lastMs === undefined || lastMs === null) return [];
  let first: number | null = null;
  for (const { felt, beganMs, name } of all) {
    if (!felt || beganMs === null || name.version !== one.name.version || beganMs <= lastMs) continue;
    if (first === null || beganMs < first) first = beganMs;
  }
  if (first === null) return [];
  return [{ gapMs: first - lastMs, ageMs: one.beganMs === null ? null : first - one.beganMs }];
}

function timeoutOf(survived: readonly number[], gone: readonly Gone[]): IdleTimeout | null {
  if (survived.length === 0) return null;
  const atLeastMs = survived.reduce((top, gap) => Math.max(top, gap), 0);
  const beyond = gone.filter(
    ({ gapMs, ageMs }) => gapMs > atLeastMs && (ageMs === null || ageMs - gapMs < YOUNG_MS),
  );
  const shortest = beyond.reduce((least, { gapMs }) => Math.min(least, gapMs), Number.POSITIVE_INFINITY);
  const atMostMs = Number.isFinite(shortest) ? shortest : null;
  const middle = atMostMs === null ? null : (atLeastMs + atMostMs) / 2;
  const named = middle !== null && atMostMs !== null && (atMostMs - atLeastMs) / middle <= TOO_WIDE;
  return { atLeastMs, atMostMs, estimateMs: named ? middle : null };
}

function binsOf(survived: readonly number[], gone: readonly Gone[]): IdleBin[] {
  const longest = [...survived, ...gone.map(({ gapMs }) => gapMs)].reduce(
    (top, gap) => Math.max(top, gap),
    -1,
  );
  if (longest < 0) return [];
  const minutes = Math.min(60, Math.floor(longest / MINUTE_MS) + 1);
  return Array.from({ length: minutes }, (_, i) => {
    const [fromMs, toMs] = [i * MINUTE_MS, (i + 1) * MINUTE_MS];
    const within = (gap: number) => gap >= fromMs && gap < toMs;
    const [kept, lost] = [survived.filter(within).length, gone.filter(({ gapMs }) => within(gapMs)).length];
    return {
      fromMs,
      toMs,
      survived: kept,
      gone: lost,
      chance: kept + lost === 0 ? null : lost / (kept + lost),
    };
  });
}
