import { LRUCache } from "lru-cache";
import type { InvocationDetail, World } from "@/lib/sandbox/world/types";

/** Enough for the largest trace; rendering one asks for each of its details several times. */
const KEPT = 200;

const caches = new WeakMap<World, LRUCache<number, InvocationDetail>>();

/** `world.detail`, remembered for as long as one trace needs it. Details are pure, so any age is right. */
export function detailOf(world: World, invocationIndex: number): InvocationDetail {
  let cache = caches.get(world);
  if (!cache) {
    cache = new LRUCache({ max: KEPT });
    caches.set(world, cache);
  }
  const known = cache.get(invocationIndex);
  if (known) return known;
  const detail = world.detail(invocationIndex);
  cache.set(invocationIndex, detail);
  return detail;
}
