import { LRUCache } from "lru-cache";
import type { World } from "@/lib/sandbox/world/types";

type TruthOf = (world: World, fromMs: number, toMs: number, withLogs: boolean) => unknown;

const WINDOWS_OF_A_WORLD = 16;

/** Going through all records of a day takes a second; while a world's time stands still, it is done once per window. */
export function rememberTruth(truth: TruthOf): TruthOf {
  const known = new WeakMap<World, LRUCache<string, { readonly truth: unknown }>>();
  return (world, fromMs, toMs, withLogs) => {
    const windows = known.get(world) ?? new LRUCache({ max: WINDOWS_OF_A_WORLD });
    known.set(world, windows);
    const key = [world.nowMs(), fromMs, toMs, withLogs].join(" ");
    const found = windows.get(key) ?? { truth: truth(world, fromMs, toMs, withLogs) };
    windows.set(key, found);
    return found.truth;
  };
}
