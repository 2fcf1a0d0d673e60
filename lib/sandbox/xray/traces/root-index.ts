import { LRUCache } from "lru-cache";
import { MINUTE_MS } from "@/lib/base/time";
import type { CallContext } from "@/lib/sandbox/http/contract";
import { type TraceRoot, traceRoots } from "@/lib/sandbox/xray/traces/trace-root";

/** Roots are looked up in blocks, because events that waited make every look-up read far beyond its range. */
const BLOCK_MS = 10 * MINUTE_MS;

/** A day of blocks. */
const KEPT_BLOCKS = 144;

interface Block {
  readonly roots: readonly TraceRoot[];
  /** Size of the world when the block was read: it may have grown since. */
  readonly seen: number;
  /** It was old enough then that nothing can come any more. */
  readonly settled: boolean;
}

/** An event that waits in its queue for longer than this after a block's end is not looked for. */
const SETTLED_AFTER_MS = 3 * BLOCK_MS;

/** `traceRoots` for [fromMs, toMs) through a cache of one region. */
export function cachedTraceRoots(
  context: Pick<CallContext, "world" | "state">,
  fromMs: number,
  toMs: number,
): readonly TraceRoot[] {
  const { world } = context;
  const kept = context.state("xray-root-blocks", () => new LRUCache<number, Block>({ max: KEPT_BLOCKS }));
  const seen = world.invocationCount + world.requestCount;
  const found: TraceRoot[] = [];
  for (let start = Math.floor(fromMs / BLOCK_MS) * BLOCK_MS; start < toMs; start += BLOCK_MS) {
    const endMs = start + BLOCK_MS;
    let block = kept.get(start);
    if (!block || (!block.settled && block.seen !== seen)) {
      const settled = world.nowMs() >= endMs + SETTLED_AFTER_MS;
      block = { roots: traceRoots(world, start, endMs), seen, settled };
      kept.set(start, block);
    }
    for (const root of block.roots) {
      if (root.startMs >= fromMs && root.startMs < toMs) found.push(root);
    }
  }
  return found;
}
