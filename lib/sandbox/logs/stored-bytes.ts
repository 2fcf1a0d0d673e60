import { hashText } from "@/lib/sandbox/logs/hash";
import type { LogGroup } from "@/lib/sandbox/logs/log-groups";
import type { World } from "@/lib/sandbox/world/types";

const DAY_MS = 86_400_000;

/**
 * DescribeLogGroups' `storedBytes`: roughly the bytes written until the last midnight, which is how stale AWS's own
 * figure is. An estimate from the number of records; for exact bytes see `logBytes`.
 */
export function storedBytes(group: LogGroup, world: World): number {
  const midnight = Math.floor(world.nowMs() / DAY_MS) * DAY_MS;
  const records = group.source.weight({ fromMs: world.startMs, toMs: midnight });
  return records * (700 + (hashText(group.name) % 900));
}
