import { HOUR_MS } from "@/lib/base/time";
import { defineShop } from "@/lib/sandbox/world/definitions";
import { SimulatedWorld } from "@/lib/sandbox/world/simulated-world";
import type { World, WorldOptions } from "@/lib/sandbox/world/types";

/**
 * Makes the world of one region. Nothing has happened in it yet: `advance()` simulates up to now. The same options
 * with a frozen `nowMs` give the same records always; a live world depends on the instant at which it was made, but
 * not on how often it is advanced.
 */
export function createWorld(options: WorldOptions): World {
  const { nowMs } = options;
  const madeMs = nowMs ?? Date.now();
  const startMs = Math.floor(madeMs - options.hours * HOUR_MS);
  return new SimulatedWorld(
    defineShop(options, madeMs),
    madeMs,
    startMs,
    options.incidents,
    nowMs === undefined ? () => Date.now() : () => nowMs,
  );
}
