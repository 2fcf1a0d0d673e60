import type { World } from "@/lib/sandbox/world/types";
import type { XRaySegment } from "@/lib/sandbox/xray/documents/segment";
import { isIncomplete, renderTrace, visibleDocuments } from "@/lib/sandbox/xray/traces/render-trace";
import type { TraceRoot } from "@/lib/sandbox/xray/traces/trace-root";
import { type TraceTree, traceTree } from "@/lib/sandbox/xray/traces/trace-tree";

/** What X-Ray shows of a trace at an instant. */
export interface TraceView {
  readonly id: string;
  readonly documents: readonly XRaySegment[];
  readonly tree: TraceTree;
  /** Segments are on their way or lost. */
  readonly partial: boolean;
  /** When the last visible document arrived, epoch ms: the trace's update time. */
  readonly updatedMs: number;
}

/** The visible part of a trace, or undefined while nothing of it has arrived. */
export function viewTrace(world: World, root: TraceRoot, nowMs: number): TraceView | undefined {
  const rendered = renderTrace(world, root);
  const documents = visibleDocuments(rendered, nowMs);
  if (documents.length === 0) return undefined;
  return {
    id: rendered.id,
    documents,
    tree: traceTree(documents),
    partial: isIncomplete(rendered, nowMs),
    updatedMs: Math.min(rendered.settledMs, nowMs),
  };
}
