import "server-only";
import { LRUCache } from "lru-cache";
import { approximateBytes } from "@/lib/cache/approximate-bytes";
import type { Cache } from "@/lib/cache/cache";

/** One value may take at most this share, so that a single huge answer cannot empty the cache. */
const LARGEST_SHARE = 0.25;

/**
 * How often expired answers are swept out. Nobody asks again for what an open window held, so left alone these would fill
 * the whole bound.
 */
const SWEEP_MS = 10_000;

/** In this process, bounded by (approximate) bytes, least recently used out first. */
export function createMemoryCache(maxBytes: number, clock: { now(): number } = performance): Cache {
  const entries = new LRUCache<string, { readonly value: unknown }>({
    perf: clock,
    ttlResolution: 0,
    maxSize: maxBytes,
    maxEntrySize: Math.floor(maxBytes * LARGEST_SHARE),
    sizeCalculation: (entry, key) => approximateBytes(entry.value) + approximateBytes(key),
  });
  let sweptAt = clock.now();
  const sweep = () => {
    if (clock.now() - sweptAt < SWEEP_MS) return;
    sweptAt = clock.now();
    entries.purgeStale();
  };
  return {
    async get(key) {
      return entries.get(key)?.value;
    },
    async set(key, value, ttlMs) {
      sweep();
      if (ttlMs > 0) entries.set(key, { value }, { ttl: ttlMs });
    },
    async delete(key) {
      entries.delete(key);
    },
  };
}
