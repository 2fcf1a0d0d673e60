import { MINUTE_MS } from "@/lib/base/time";
import { followsTraffic } from "@/lib/metrics/spikes/timeline";
import type { WatchedFinding } from "@/lib/metrics/spikes/watched-finding";

/**
 * The findings of one subject without rises of traffic and concurrency that harm nobody: partners send in bulk, and a
 * campaign is no incident. A rise stays beside a failure or slowness that began while it was on, for it may be the
 * reason.
 */
export function withoutHarmlessRises(found: readonly WatchedFinding[]): WatchedFinding[] {
  const harm = found.filter((one) => !isRise(one)).map(({ finding }) => finding.fromMs);
  return found.filter((one) => {
    const { fromMs, toMs } = one.finding;
    const until = (toMs ?? Infinity) + NEAR_MS;
    return !isRise(one) || harm.some((atMs) => atMs >= fromMs - NEAR_MS && atMs <= until);
  });
}

function isRise({ watched, finding }: WatchedFinding): boolean {
  return followsTraffic(watched.kind) && finding.direction === "up";
}

const NEAR_MS = 2 * MINUTE_MS;
