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
  /** Ascending, not overlapping. `toMs` null: its end is not in what was read. */
  readonly busy: readonly { readonly fromMs: number; readonly toMs: number | null }[];
}

/** Pairs STARTs with REPORTs by time, in any order given. A REPORT whose START was not read is left out. */
export function timelineOf(
  name: EnvironmentName,
  lines: readonly PlatformLine[],
  init: { readonly beganMs: number | null; readonly felt: boolean; readonly kept: boolean },
): Timeline {
  const times = (what: PlatformLine["what"]) =>
    lines
      .filter((line) => line.what === what)
      .map(({ atMs }) => atMs)
      .sort((a, b) => a - b);
  const starts = times("start");
  const ends = times("report");
  let next = 0;
  const busy = starts.map((fromMs, i) => {
    while (next < ends.length && (ends[next] ?? 0) < fromMs) next++;
    const endMs = ends[next];
    const following = starts[i + 1];
    if (endMs === undefined || (following !== undefined && endMs > following)) return { fromMs, toMs: null };
    next++;
    return { fromMs, toMs: endMs };
  });
  return { name, ...init, busy };
}

export function isBusyAt({ busy, beganMs }: Timeline, atMs: number): boolean {
  const first = busy[0];
  if (beganMs !== null && first !== undefined && beganMs <= atMs && atMs < first.fromMs) return true;
  // An end that was not read lies before the next beginning.
  return busy.some(
    ({ fromMs, toMs }, i) =>
      fromMs <= atMs && atMs < (toMs ?? busy[i + 1]?.fromMs ?? Number.POSITIVE_INFINITY),
  );
}
