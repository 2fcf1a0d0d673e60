import "server-only";
import type { TraceDocuments } from "@/lib/model/trace";
import { readTrace, type Trace } from "@/lib/traces/read-trace";

/** A reader goes from span to span of one trace; two, so that two readers do not take turns pushing each other out. */
const KEPT = 2;
const kept = new Map<TraceDocuments, Trace>();

/**
 * `readTrace`, remembered for the documents that were read last: choosing a span asks for the same trace again, and the
 * cache then answers with the same documents.
 */
export function readTraceOnce(documents: TraceDocuments): Trace {
  const known = kept.get(documents);
  const trace = known ?? readTrace(documents);
  kept.delete(documents);
  kept.set(documents, trace);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return trace;
}
