import type { World } from "@/lib/sandbox/world/types";
import { epochSeconds } from "@/lib/sandbox/xray/documents/seconds";
import type { XRaySegment } from "@/lib/sandbox/xray/documents/segment";
import { type Arrival, withMishap } from "@/lib/sandbox/xray/traces/arrival";
import { detailOf } from "@/lib/sandbox/xray/traces/detail-of";
import { renderEvent } from "@/lib/sandbox/xray/traces/render-event";
import { renderRequest } from "@/lib/sandbox/xray/traces/render-request";
import type { TraceRoot } from "@/lib/sandbox/xray/traces/trace-root";

/** Everything that will ever be sent for one trace, as far as the world has simulated. */
interface RenderedTrace {
  readonly id: string;
  readonly startMs: number;
  readonly arrivals: readonly Arrival[];
  /** When the last document that arrives does, epoch ms. */
  readonly settledMs: number;
}

/** All documents of a trace with their times of arrival, root first. */
export function renderTrace(world: World, root: TraceRoot): RenderedTrace {
  const id =
    root.kind === "request" ? world.requestDetail(root.index).traceId : detailOf(world, root.index).traceId;
  const sent = root.kind === "request" ? renderRequest(world, root.index) : renderEvent(world, root.index);
  const arrivals = withMishap(id, sent);
  let settledMs = root.startMs;
  for (const { visibleMs } of arrivals) {
    if (Number.isFinite(visibleMs)) settledMs = Math.max(settledMs, visibleMs);
  }
  return { id, startMs: root.startMs, arrivals, settledMs };
}

/** The documents that X-Ray shows at an instant, in order of arrival like the wire's. */
export function visibleDocuments(trace: RenderedTrace, nowMs: number): readonly XRaySegment[] {
  return trace.arrivals
    .filter(({ visibleMs }) => visibleMs <= nowMs)
    .sort((a, b) => a.visibleMs - b.visibleMs)
    .map(({ document }) => document);
}

/** Is a document of this trace still on its way or lost? */
export function isIncomplete(trace: RenderedTrace, nowMs: number): boolean {
  return trace.arrivals.some(({ visibleMs }) => visibleMs > nowMs);
}

/** Earliest start and latest end of some documents, epoch seconds. */
export function extentOf(documents: readonly XRaySegment[]): {
  readonly start: number;
  readonly end: number;
} {
  let start = Number.POSITIVE_INFINITY;
  let end = epochSeconds(0);
  for (const document of documents) {
    start = Math.min(start, document.start_time);
    end = Math.max(end, document.end_time);
  }
  return { start: Math.min(start, end), end };
}
