import { xrayTraceId } from "@/lib/model/trace-id";
import type { TraceView } from "@/lib/model/views/spans";
import { isJsonObject, textIn } from "@/lib/traces/json";
import type { SpanNode } from "@/lib/traces/span-node";

/** Other traces that spans of this one name, such as the senders of a queue's batch; each once a span. */
export function traceLinks(spans: readonly SpanNode[], ownTraceId: string): TraceView["links"] {
  const links: TraceView["links"] = [];
  for (const [fromSpan, { sources }] of spans.entries()) {
    if (!sources.some(({ json }) => Array.isArray(json.links))) continue;
    const seen = new Set<string>();
    for (const { json } of sources) {
      if (!Array.isArray(json.links)) continue;
      for (const link of json.links) {
        if (!isJsonObject(link)) continue;
        const id = textIn(link, "trace_id") ?? textIn(link, "traceId");
        if (id === null) continue;
        const traceId = xrayTraceId(id) ?? id;
        const spanId = textIn(link, "id") ?? textIn(link, "spanId");
        if (traceId === ownTraceId || seen.has(`${traceId} ${spanId}`)) continue;
        seen.add(`${traceId} ${spanId}`);
        links.push({ traceId, spanId, fromSpan });
      }
    }
  }
  return links;
}
