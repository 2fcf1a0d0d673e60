import { MINUTE_MS } from "@/lib/base/time";
import type { Spans } from "@/lib/metrics/spikes/spans";
import type { WatchedFinding } from "@/lib/metrics/spikes/watched-finding";

/** Whether it is long enough to be told. A minute's slowness is nobody's incident, nor are one caller's 4xx. */
export function lasts(
  { watched: { measure, kind }, finding: { from, to, fromMs, toMs } }: WatchedFinding,
  { periodMs }: Pick<Spans, "periodMs">,
): boolean {
  if (measure !== "status4xx" && kind !== "duration") return true;
  const periods = to - from;
  // The onset may have been dated more closely since.
  const lengthMs = toMs === null ? periods * periodMs : toMs - fromMs;
  return periods >= 2 && lengthMs >= LASTING_MS;
}

const LASTING_MS = 5 * MINUTE_MS;
