import type { TraceRow } from "@/lib/model/views/traces";

/** Bounds included. */
export interface Region {
  readonly fromMs: number;
  readonly toMs: number;
  readonly minMs: number;
  readonly maxMs: number;
}

/** Traces without a response time, which have no place in the scatter, are in no region. */
export function isInRegion({ startMs, responseTimeMs }: TraceRow, region: Region): boolean {
  return (
    responseTimeMs !== null &&
    startMs >= region.fromMs &&
    startMs <= region.toMs &&
    responseTimeMs >= region.minMs &&
    responseTimeMs <= region.maxMs
  );
}
