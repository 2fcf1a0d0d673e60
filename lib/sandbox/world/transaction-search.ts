import type { World } from "@/lib/sandbox/world/types";

const SEARCHED = new WeakSet<World>();

/** Switches Transaction Search on for a region: its spans are kept in CloudWatch Logs, and X-Ray indexes a share of them. */
export function switchOnTransactionSearch(world: World): void {
  SEARCHED.add(world);
}

export function hasTransactionSearch(world: World): boolean {
  return SEARCHED.has(world);
}
