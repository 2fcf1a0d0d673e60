import type { EnvironmentName } from "@/lib/cold-starts/gather-environment";
import type { PlatformLine } from "@/lib/cold-starts/platform-line";

/** When one environment worked. One invocation at a time: AWS gives each request an environment of its own. */
export interface Timeline {
  readonly name: EnvironmentName;
  /** Begin of its init; null: before what was read. */
  readonly beganMs: number | null;
  /** Somebody waited for its init. */
  readonly felt: boolean;
  /** Provisioned concurrency keeps it, however long it idles. */
  readonly kept: boolean;
  /** Ascending, not overlapping. */
  readonly busy: readonly Busy[];
}

/** One invocation. null: its REPORT is not in what was read, or does not say. */
export interface Busy {
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly durationMs: number | null;
  readonly billedMs: number | null;
}

/** Pairs STARTs with REPORTs by time, in any order given. A REPORT whose START was not read is left out. */
export function timelineOf(
  name: EnvironmentName,
  lines: readonly PlatformLine[],
  init: { readonly beganMs: number | null; readonly felt: boolean; readonly kept: boolean },
): Timeline {
  const inOrder = (what: PlatformLine["what"]) =>
    lines.filter((line) => line.what === what).sort((a, b) => a.atMs - b.atMs);
  const starts = inOrder("start");
  const ends = inOrder("report");
  let next = 0;
  const busy = starts.map(({ atMs: fromMs }, i): Busy => {
    while (next < ends.length && (ends[next]?.atMs ?? 0) < fromMs) next++;
    const end = ends[next];
    const following = starts[i + 1]?.atMs;
    if (end === undefined || (following !== undefined && end.atMs > following)) {
      return { fromMs, toMs: null, durationMs: null, billedMs: null };
    }
    next++;
    return { fromMs, toMs: end.atMs, durationMs: end.durationMs, billedMs: end.billedDurationMs };
  });
  return { name, ...init, busy };
}

export function isBusyAt({ busy, beganMs, felt }: Timeline, atMs: number): boolean {
  const first = busy[0];
  // One that was started ahead lies idle until its first request.
  if (felt && beganMs !== null && first !== undefined && beganMs <= atMs && atMs < first.fromMs) return true;
  return busy.some((one, i) => one.fromMs <= atMs && atMs < busyUntil(one, busy[i + 1]));
}

/**
 * Lines have whole milliseconds: one that ended in this very millisecond may have been at work still. An end that was not
 * read lies before the next beginning.
 */
export function busyUntil({ toMs }: Busy, next: Busy | undefined): number {
  const nextMs = next?.fromMs ?? Number.POSITIVE_INFINITY;
  return toMs === null ? nextMs : Math.min(toMs + 1, nextMs);
}
