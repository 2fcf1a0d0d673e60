import { isBusyAt, type Timeline } from "@/lib/cold-starts/timeline";

/**
 * - burst: every environment that was there was at work, so one more was needed
 * - idle: none was at work; those used before had gone
 * - deployment: the first of its version, while another version had been running
 * - first: nothing ran before in what was read, so why is not known
 */
export type ColdCause = "burst" | "idle" | "deployment" | "first";

export interface CausedStart {
  readonly stream: string;
  readonly beganMs: number;
  readonly cause: ColdCause;
  /** Environments of the function at work at that moment, this one included. */
  readonly concurrency: number;
  /** Since the last request to its version ended; null where one was at work, or none had been. */
  readonly idleMs: number | null;
}

/** Why each felt cold start of one function happened, in order of time; those before `fromMs` only serve to tell. */
export function coldCauses(
  timelines: readonly Timeline[],
  fromMs: number,
  toMs: number,
): readonly CausedStart[] {
  return timelines
    .flatMap((one) => {
      const { felt, beganMs } = one;
      if (!felt || beganMs === null || beganMs < fromMs || beganMs >= toMs) return [];
      return [causeOf(one, beganMs, timelines)];
    })
    .sort((a, b) => a.beganMs - b.beganMs);
}

function causeOf(one: Timeline, beganMs: number, all: readonly Timeline[]): CausedStart {
  const others = all.filter((other) => other !== one && seenBefore(other, beganMs));
  const same = others.filter(({ name }) => name.version === one.name.version);
  const busy = others.filter((other) => isBusyAt(other, beganMs));
  const base = { stream: one.name.stream, beganMs, concurrency: busy.length + 1, idleMs: null };
  if (same.length === 0) return { ...base, cause: others.length === 0 ? "first" : "deployment" };
  if (same.some((other) => busy.includes(other))) return { ...base, cause: "burst" };
  const lastMs = same
    .flatMap(({ busy: spans }) =>
      spans.flatMap(({ toMs }) => (toMs !== null && toMs <= beganMs ? [toMs] : [])),
    )
    .reduce((last, ms) => Math.max(last, ms), Number.NEGATIVE_INFINITY);
  return { ...base, cause: "idle", idleMs: Number.isFinite(lastMs) ? beganMs - lastMs : null };
}

function seenBefore({ beganMs, busy }: Timeline, atMs: number): boolean {
  return (beganMs ?? busy[0]?.fromMs ?? Number.POSITIVE_INFINITY) < atMs;
}
