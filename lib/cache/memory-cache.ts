import "server-only";
import { LRUCache } from "lru-cache";
import { approximateBytes } from "@/lib/cache/approximate-bytes";
import type { Cache } from "@/lib/cache/cache";

/** One value may take at most this share, so that a single huge answer cannot empty the cache. */
const LARGEST_SHARE = 0.25;

/** In this process, bounded by (approximate) bytes, least recently used out first. */
export function createMemoryCache(maxBytes: number, clock: { now(): number } = performance): Cache {
  const entries = new LRUCache<string, { readonly value: unknown }>({
    perf: clock,
    ttlResolution: 0,
    maxSize: maxBytes,
    maxEntrySize: Math.floor(maxBytes * LARGEST_SHARE),
    sizeCalculation: (entry, key) => approximateBytes(entry.value) + approximateBytes(key),
  });
  return {
    async get(key) {
      return entries.get(key)?.value;
    },
    async set(key, value, ttlMs) {
      if (ttlMs > 0) entries.set(key, { value }, { ttl: ttlMs });
    },
    async delete(key) {
      entries.delete(key);
    },
  };
}
