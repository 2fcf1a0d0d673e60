import "server-only";
import type { SpanView } from "@/lib/model/views/spans";
import { NotFound } from "@/lib/server/not-found";
import { loadTrace } from "@/lib/server/trace";
import { quoteInput } from "@/lib/url/bad-parameter";
import type { RawSearch } from "@/lib/url/search";

/**
 * What the documents say of one span. The trace comes from the cache when its page was just shown.
 * @throws as `loadTrace`, and NotFound for a span that the trace does not have
 */
export async function loadSpan(
  traceId: string,
  spanId: string,
  search: RawSearch,
  signal: AbortSignal,
): Promise<SpanView> {
  const { meta, details } = await loadTrace(traceId, { ...search, span: spanId, details: undefined }, signal);
  const [span] = details ?? [];
  if (span) return { meta, traceId, span };
  throw new NotFound(`The trace has no span ${quoteInput(spanId)}.`, "Open the trace to see its spans.");
}
