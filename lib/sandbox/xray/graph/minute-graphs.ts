import { LRUCache } from "lru-cache";
import { MINUTE_MS } from "@/lib/base/time";
import type { CallContext } from "@/lib/sandbox/http/contract";
import type { World } from "@/lib/sandbox/world/types";
import { addTrace, emptyGraph, mergeGraph, type ServiceGraph } from "@/lib/sandbox/xray/graph/service-graph";
import { cachedTraceRoots } from "@/lib/sandbox/xray/traces/root-index";
import { viewTrace } from "@/lib/sandbox/xray/traces/trace-view";

/** Minutes kept: two windows of six hours. */
const KEPT_MINUTES = 720;

/** After this time nothing of a minute's traces changes: the longest run, retries and late segments are over. */
const SETTLED_AFTER_MS = 30 * MINUTE_MS;

interface KeptMinute {
  readonly graph: ServiceGraph;
  /** The instant that it shows, unless it was settled then. */
  readonly asOfMs: number;
  readonly settled: boolean;
}

/** Queue URLs by the function that consumes them. */
export function queueLookup(world: World): (functionName: string) => string | undefined {
  const queues = new Map<string, string>();
  for (const source of world.eventSources) {
    const fn = world.functions[source.functionIndex];
    const [, , , region, account, queue] = source.arn.split(":");
    if (source.kind === "sqs" && fn) {
      queues.set(fn.name, `https://sqs.${region}.amazonaws.com/${account}/${queue}`);
    }
  }
  return (name) => queues.get(name);
}

/**
 * Graphs of the traces that began in [fromMs, toMs), one per minute, as X-Ray shows them at `asOfMs`. A trace counts
 * wholly in the minute of its root, so that summaries and graph of one window speak of the same traces. Whole minutes
 * are cached: graphs returned here must not be changed.
 */
export async function minuteGraphs(
  context: CallContext,
  window: { readonly fromMs: number; readonly toMs: number },
  asOfMs: number,
): Promise<readonly { readonly minuteMs: number; readonly graph: ServiceGraph }[]> {
  const { world, signal } = context;
  const kept = context.state(
    "xray-minute-graphs",
    () => new LRUCache<number, KeptMinute>({ max: KEPT_MINUTES }),
  );
  const queueOf = queueLookup(world);
  const fromMs = Math.max(window.fromMs, world.startMs);
  const toMs = Math.min(window.toMs, asOfMs + 1);
  const graphs: { minuteMs: number; graph: ServiceGraph }[] = [];
  for (let minuteMs = Math.floor(fromMs / MINUTE_MS) * MINUTE_MS; minuteMs < toMs; minuteMs += MINUTE_MS) {
    const endMs = minuteMs + MINUTE_MS;
    const isWhole = minuteMs >= window.fromMs && endMs <= window.toMs;
    const known = isWhole ? kept.get(minuteMs) : undefined;
    if (known && (known.settled || known.asOfMs === asOfMs)) {
      graphs.push({ minuteMs, graph: known.graph });
      continue;
    }
    const graph = emptyGraph();
    for (const root of cachedTraceRoots(context, Math.max(minuteMs, fromMs), Math.min(endMs, toMs))) {
      const view = viewTrace(world, root, asOfMs);
      if (view) addTrace(graph, view.tree, queueOf);
    }
    if (isWhole) kept.set(minuteMs, { graph, asOfMs, settled: endMs + SETTLED_AFTER_MS <= asOfMs });
    graphs.push({ minuteMs, graph });
    // Other requests get their turn between minutes of a long scan.
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) break;
  }
  return graphs;
}

/** One graph of several. */
export function mergedGraph(parts: Iterable<ServiceGraph>): ServiceGraph {
  const whole = emptyGraph();
  for (const part of parts) mergeGraph(whole, part);
  return whole;
}
