import { MINUTE_MS } from "@/lib/base/time";
import type { Spans } from "@/lib/metrics/spikes/spans";
import { followsTraffic } from "@/lib/metrics/spikes/timeline";
import type { WatchedFinding } from "@/lib/metrics/spikes/watched-finding";

/** Findings that a rhythm may explain: traffic rises in the morning and jobs run at night. */
export function mayBeRhythm({ watched }: WatchedFinding): boolean {
  return followsTraffic(watched.kind);
}

/**
 * Whether an earlier day moved alike at that time: at least half as far, on a logarithmic scale, within a quarter of an
 * hour. `earlier` are the values of baseline and window a day (or a week) before. An earlier day without data says
 * nothing; one that was unusual itself hides a repetition, not more, for the finding is still measured against the
 * hours before it.
 */
export function isRhythm(
  { watched, finding }: WatchedFinding,
  earlier: readonly (number | null)[],
  { beforeFrom, windowFrom, periodMs }: Spans,
): boolean {
  const from = windowFrom + finding.from;
  const to = windowFrom + finding.to;
  const up = finding.direction === "up";
  const pseudo = watched.kind === "concurrency" ? 1 : 1 / (to - from);
  const change = (inside: number, outside: number) => Math.log((inside + pseudo) / (outside + pseudo));
  const today = change(finding.value, finding.usual);
  const reach = Math.ceil(REACH_MS / periodMs);
  for (let shift = -reach; shift <= reach; shift++) {
    const inside = mean(earlier.slice(Math.max(0, from + shift), Math.max(0, to + shift)));
    const outside = mean([
      ...earlier.slice(beforeFrom, Math.max(0, from + shift)),
      ...earlier.slice(to + shift),
    ]);
    if (inside === null || outside === null) continue;
    const then = change(inside, outside);
    if (up ? then >= today * ALIKE : then <= today * ALIKE) return true;
  }
  return false;
}

const REACH_MS = 15 * MINUTE_MS;
const ALIKE = 0.5;

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
