import { idFraction } from "@/lib/sandbox/xray/documents/derived-hash";
import type { XRaySegment } from "@/lib/sandbox/xray/documents/segment";

/** A document and when X-Ray begins to show it. */
export interface Arrival {
  readonly document: XRaySegment;
  /** Epoch ms; Infinity when it was lost on the way. */
  readonly visibleMs: number;
}

/** A daemon batches segments for a second or so, then indexing takes its time: 2–10 s after the segment's end. */
export function usualArrivalMs(endMs: number, senderId: string): number {
  return endMs + 2_000 + 8_000 * idFraction(senderId, 2);
}

/** One trace in 200 gets a segment long after its children, one in 400 never gets it: such a trace is partial. */
const LATE_SHARE = 1 / 200;
const LOST_SHARE = 1 / 400;
const LATE_MS = 30_000;

type Mishap = "none" | "late" | "lost";

export function mishapOf(traceId: string): Mishap {
  const roll = idFraction(traceId.slice(-16), 3);
  if (roll < LOST_SHARE) return "lost";
  return roll < LOST_SHARE + LATE_SHARE ? "late" : "none";
}

/** Applies the trace's mishap, if any, to one document of it: the first `AWS::Lambda` segment that has a caller. */
export function withMishap(traceId: string, arrivals: readonly Arrival[]): readonly Arrival[] {
  const mishap = mishapOf(traceId);
  if (mishap === "none") return arrivals;
  const victim = arrivals.find(
    ({ document }) => document.origin === "AWS::Lambda" && document.parent_id !== undefined,
  );
  return arrivals.map((arrival) => {
    if (arrival !== victim) return arrival;
    return {
      ...arrival,
      visibleMs: mishap === "lost" ? Number.POSITIVE_INFINITY : arrival.visibleMs + LATE_MS,
    };
  });
}
