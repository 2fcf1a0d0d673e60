import { MINUTE_MS } from "@/lib/base/time";
import type { JsonObject, Operation } from "@/lib/sandbox/http/contract";
import { textFraction } from "@/lib/sandbox/xray/documents/derived-hash";
import { matchesFilter } from "@/lib/sandbox/xray/filter/evaluate";
import type { Filter } from "@/lib/sandbox/xray/filter/syntax";
import { filterOf } from "@/lib/sandbox/xray/operations/filter-input";
import { isIndexed } from "@/lib/sandbox/xray/operations/indexing";
import {
  invalidRequest,
  optionalBoolean,
  optionalString,
  type TimeWindow,
  timeWindow,
} from "@/lib/sandbox/xray/operations/input";
import { pagePosition, pageToken } from "@/lib/sandbox/xray/operations/page-token";
import { filteredTrace } from "@/lib/sandbox/xray/traces/filtered-trace";
import { extentOf } from "@/lib/sandbox/xray/traces/render-trace";
import { cachedTraceRoots } from "@/lib/sandbox/xray/traces/root-index";
import { type TraceSummary, traceSummary } from "@/lib/sandbox/xray/traces/summary";
import { type TraceView, viewTrace } from "@/lib/sandbox/xray/traces/trace-view";

/** A page ends with the chunk in which it reaches either: few matches among many traces give short pages. */
const PAGE_MATCHES = 500;
const PAGE_PROCESSED = 2_000;

/** Traces are read in chunks of root start, newest first. */
const CHUNK_MS = MINUTE_MS;

/** A trace may be updated this long after its root began: a long run, retries, late segments. */
const LONGEST_TRACE_MS = 30 * MINUTE_MS;

type RangeType = "TraceId" | "Event" | "Service";

/**
 * Summaries of the traces in a window of at most six hours, matching a filter expression. A page may be empty and
 * still have a NextToken; TracesProcessedCount counts the page's traces before the filter. [M]
 */
export const getTraceSummaries: Operation = async (input, context) => {
  const { world, nowMs, signal } = context;
  const window = timeWindow(input);
  const rangeType = rangeTypeOf(input);
  const filter = filterOf(input, "FilterExpression");
  const isSampled = samplerOf(input);
  const position = pagePosition("GetTraceSummaries", input) ?? { next: window.toMs, asOfMs: nowMs };
  const { accountId } = world.account;
  const oldestMs = Math.max(world.startMs, window.fromMs - (rangeType === "TraceId" ? 0 : LONGEST_TRACE_MS));
  const summaries: (TraceSummary & { readonly MatchedEventTime?: number })[] = [];
  let processed = 0;
  let cursorMs = Math.min(position.next, position.asOfMs + 1);
  while (cursorMs > oldestMs && summaries.length < PAGE_MATCHES && processed < PAGE_PROCESSED) {
    const chunkStartMs = Math.max(oldestMs, (Math.ceil(cursorMs / CHUNK_MS) - 1) * CHUNK_MS);
    for (const root of cachedTraceRoots(context, chunkStartMs, cursorMs)) {
      const view = viewTrace(world, root, position.asOfMs);
      if (!view || !isInWindow(view, rangeType, window) || !isSampled(view.id)) continue;
      if (!isIndexed(world, view.id)) continue;
      processed++;
      if (filter && !isMatch(filter, view, accountId)) continue;
      const summary = traceSummary({ traceId: view.id, tree: view.tree, accountId, partial: view.partial });
      summaries.push(
        rangeType === "Event" ? { ...summary, MatchedEventTime: view.updatedMs / 1000 } : summary,
      );
    }
    cursorMs = chunkStartMs;
    // Other requests get their turn between chunks of a long scan.
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) break;
  }
  return {
    TraceSummaries: summaries,
    ApproximateTime: Math.max(cursorMs, window.fromMs) / 1000,
    TracesProcessedCount: processed,
    NextToken:
      cursorMs > oldestMs
        ? pageToken("GetTraceSummaries", input, { next: cursorMs, asOfMs: position.asOfMs })
        : undefined,
  };
};

function rangeTypeOf(input: JsonObject): RangeType {
  const type = optionalString(input, "TimeRangeType") ?? "TraceId";
  if (type !== "TraceId" && type !== "Event" && type !== "Service") {
    throw invalidRequest("TimeRangeType must be one of TraceId, Event, Service");
  }
  return type;
}

/** TraceId: when it began, settled by the scan. Event: when it was last updated. Service: when a segment ended. */
function isInWindow(view: TraceView, rangeType: RangeType, { fromMs, toMs }: TimeWindow): boolean {
  const isIn = (ms: number) => ms >= fromMs && ms < toMs;
  switch (rangeType) {
    case "TraceId":
      return true;
    case "Event":
      return isIn(view.updatedMs);
    case "Service":
      return view.documents.some(({ end_time }) => isIn(end_time * 1000));
  }
}

function isMatch(filter: Filter, view: TraceView, accountId: string): boolean {
  const extent = extentOf(view.documents);
  const durationS = extent.end - extent.start;
  return matchesFilter(filter, filteredTrace(view.tree, { accountId, durationS, partial: view.partial }));
}

/** With Sampling, FixedRate keeps that share of the traces; PartialScan would help only with far more of them. */
function samplerOf(input: JsonObject): (traceId: string) => boolean {
  const strategy = input.SamplingStrategy;
  if (!optionalBoolean(input, "Sampling") || typeof strategy !== "object" || strategy === null)
    return () => true;
  const { Name: name, Value: value }: { Name?: unknown; Value?: unknown } = strategy;
  if (name !== "FixedRate" && name !== "PartialScan") {
    throw invalidRequest("SamplingStrategy must be FixedRate or PartialScan");
  }
  if (name === "PartialScan" || typeof value !== "number") return () => true;
  return (traceId) => textFraction(`scan/${traceId}`) < value;
}
