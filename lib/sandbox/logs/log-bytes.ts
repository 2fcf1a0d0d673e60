import { logGroups, SPAN_GROUP } from "@/lib/sandbox/logs/log-groups";
import { EVENT_OVERHEAD_BYTES } from "@/lib/sandbox/logs/record-bytes";
import { scan } from "@/lib/sandbox/logs/scan";
import type { World } from "@/lib/sandbox/world/types";

/**
 * Bytes ingested per log group by events with `fromMs <= timestamp < toMs`: UTF-8 bytes of the messages and 26 per
 * event. Exact, hence as slow as rendering every line of the window.
 */
export function logBytes(world: World, fromMs: number, toMs: number): ReadonlyMap<string, number> {
  const bytes = new Map<string, number>();
  for (const { name, source } of logGroups(world).values()) {
    // Spans are billed apart from logs.
    if (name === SPAN_GROUP) continue;
    let sum = 0;
    const steps = scan({
      source,
      window: { fromMs: Math.max(fromMs, world.startMs - 60_000), toMs },
      newestFirst: false,
      nowMs: Number.MAX_SAFE_INTEGER,
      streamIds: null,
      only: null,
      after: null,
    });
    for (const { events } of steps) {
      for (const { message } of events) sum += Buffer.byteLength(message) + EVENT_OVERHEAD_BYTES;
    }
    bytes.set(name, sum);
  }
  return bytes;
}
