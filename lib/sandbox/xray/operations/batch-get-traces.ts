import type { Operation } from "@/lib/sandbox/http/contract";
import { isIndexed } from "@/lib/sandbox/xray/operations/indexing";
import { traceIdList } from "@/lib/sandbox/xray/operations/input";
import { extentOf } from "@/lib/sandbox/xray/traces/render-trace";
import { traceRootOf } from "@/lib/sandbox/xray/traces/trace-root";
import { viewTrace } from "@/lib/sandbox/xray/traces/trace-view";

/** Ids per call: not in the model, agreed among clients. */
const MOST_IDS = 5;

/** A trace's documents together may have this size; beyond it X-Ray drops some and says so. [D gr/xray] */
const TRACE_LIMIT_BYTES = 500_000;

/** Documents of up to five traces. Unknown and unindexed ids come back as unprocessed, without an error. */
export const batchGetTraces: Operation = (input, { world, nowMs }) => {
  const traces: object[] = [];
  const unprocessed: string[] = [];
  for (const id of traceIdList(input, MOST_IDS)) {
    const root = isIndexed(world, id) ? traceRootOf(world, id) : undefined;
    const view = root && viewTrace(world, root, nowMs);
    if (!view) {
      unprocessed.push(id);
      continue;
    }
    const extent = extentOf(view.documents);
    let bytes = 0;
    const segments = view.documents
      .map((document) => ({ Id: document.id, Document: JSON.stringify(document) }))
      .filter(({ Document }) => {
        bytes += Document.length;
        return bytes <= TRACE_LIMIT_BYTES;
      });
    traces.push({
      Id: id,
      Duration: Math.round((extent.end - extent.start) * 1e6) / 1e6,
      LimitExceeded: segments.length < view.documents.length,
      Segments: segments,
    });
  }
  return { Traces: traces, UnprocessedTraceIds: unprocessed };
};
