import { hashText } from "@/lib/sandbox/logs/hash";
import type { LogGroup } from "@/lib/sandbox/logs/log-groups";
import type { World } from "@/lib/sandbox/world/types";

const DAY_MS = 86_400_000;

/**
 * DescribeLogGroups' `storedBytes`: roughly the bytes written until the last midnight, which is how stale AWS's own
 * figure is. What a group is old enough to hold, and has not let go, from before the simulated hours counts as if those
 * days had been like these. An estimate from the number of records; for exact bytes see `logBytes`.
 */
export function storedBytes(group: LogGroup, world: World): number {
  const midnight = Math.floor(world.nowMs() / DAY_MS) * DAY_MS;
  const simulatedMs = midnight - world.startMs;
  if (simulatedMs <= 0) return 0;
  const records = group.source.weight({ fromMs: world.startMs, toMs: midnight });
  const retentionMs = group.retentionDays === null ? Number.POSITIVE_INFINITY : group.retentionDays * DAY_MS;
  const keptMs = Math.max(simulatedMs, Math.min(retentionMs, midnight - group.createdMs));
  return Math.round(records * (keptMs / simulatedMs) * (700 + (hashText(group.name) % 900)));
}
