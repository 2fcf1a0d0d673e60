import { busyUntil, type Timeline } from "@/lib/cold-starts/timeline";

/** One invocation whose REPORT was read. */
export interface Run {
  /** Environments of the function at work when it began, its own included. */
  readonly concurrency: number;
  readonly durationMs: number;
  readonly billedMs: number;
}

/** The invocations of one function that began in a span of time, in no particular order. */
export function runsOf(timelines: readonly Timeline[], fromMs: number, toMs: number): readonly Run[] {
  const spans = timelines.flatMap(({ busy, felt, beganMs }) =>
    busy.map((one, i) => ({
      ...one,
      // Who waits for an environment keeps it busy already.
      beginMs: i === 0 && felt && beganMs !== null ? Math.min(beganMs, one.fromMs) : one.fromMs,
      endMs: busyUntil(one, busy[i + 1]),
    })),
  );
  const begins = spans.map(({ beginMs }) => beginMs).sort((a, b) => a - b);
  const ends = spans.map(({ endMs }) => endMs).sort((a, b) => a - b);
  return spans.flatMap(({ fromMs: startMs, beginMs, durationMs, billedMs }): Run[] => {
    if (startMs < fromMs || startMs >= toMs || durationMs === null) return [];
    const concurrency = upTo(begins, beginMs) - upTo(ends, beginMs);
    return [
      { concurrency: Math.max(1, concurrency), durationMs, billedMs: billedMs ?? Math.ceil(durationMs) },
    ];
  });
}

/** How many of ascending values are not above a limit. */
function upTo(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
