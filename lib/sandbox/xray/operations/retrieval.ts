import { LRUCache } from "lru-cache";
import type { CallContext, JsonObject, Operation } from "@/lib/sandbox/http/contract";
import { hasTransactionSearch } from "@/lib/sandbox/world/transaction-search";
import {
  invalidRequest,
  optionalNumber,
  optionalString,
  traceIdList,
} from "@/lib/sandbox/xray/operations/input";
import { listPage, pagePosition } from "@/lib/sandbox/xray/operations/page-token";
import { spansOf } from "@/lib/sandbox/xray/otel/spans-of";
import { extentOf, renderTrace } from "@/lib/sandbox/xray/traces/render-trace";
import { traceRootOf } from "@/lib/sandbox/xray/traces/trace-root";

const MOST_IDS = 100;
/** Traces of a page, and spans of a trace on a page: what is longer goes on in another entry of the same id. [M] */
const PAGE_TRACES = 5;
const ENTRY_SPANS = 100;
/** Older retrievals are forgotten, as AWS does after a while. */
const KEPT_RETRIEVALS = 200;

interface Retrieval {
  readonly ids: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
  /** What the answer shows: later pages show the same. */
  readonly asOfMs: number;
  /** First pages asked for so far: the first two find it scheduled and running. */
  polls: number;
  cancelled: boolean;
}

interface Retrievals {
  readonly byToken: LRUCache<string, Retrieval>;
  started: number;
}

function retrievalsOf(context: CallContext): Retrievals {
  return context.state("xray-retrievals", () => ({
    byToken: new LRUCache<string, Retrieval>({ max: KEPT_RETRIEVALS }),
    started: 0,
  }));
}

/**
 * Begins to read the spans of up to a hundred traces from `aws/spans`. Refused while segments go to X-Ray alone: clients
 * must take that as the sign to use BatchGetTraces. [D CloudWatch-Transaction-Search]
 */
export const startTraceRetrieval: Operation = (input, context) => {
  if (!hasTransactionSearch(context.world)) {
    throw invalidRequest("Trace retrieval requires CloudWatch Logs as the trace segment destination");
  }
  const ids = traceIdList(input, MOST_IDS);
  const start = optionalNumber(input, "StartTime");
  const end = optionalNumber(input, "EndTime");
  if (start === undefined || end === undefined) throw invalidRequest("StartTime and EndTime are required");
  if (end < start) throw invalidRequest("EndTime must not be before StartTime");
  const retrievals = retrievalsOf(context);
  retrievals.started++;
  const token = Buffer.from(`retrieval ${retrievals.started}`).toString("base64url");
  retrievals.byToken.set(token, {
    ids: [...new Set(ids)],
    fromMs: start * 1000,
    toMs: end * 1000,
    asOfMs: context.nowMs,
    polls: 0,
    cancelled: false,
  });
  return { RetrievalToken: token };
};

/** SCHEDULED, then RUNNING, then COMPLETE with the spans. Always OpenTelemetry's format, since that is what is kept. */
export const listRetrievedTraces: Operation = (input, context) => {
  const retrieval = findRetrieval(input, context);
  const position = pagePosition("ListRetrievedTraces", input) ?? { next: 0, asOfMs: retrieval.asOfMs };
  if (position.next === 0) retrieval.polls++;
  const RetrievalStatus = statusOf(retrieval);
  const entries = RetrievalStatus === "COMPLETE" ? entriesOf(retrieval, context) : [];
  const { page, NextToken } = listPage("ListRetrievedTraces", input, entries, PAGE_TRACES, position);
  return { RetrievalStatus, TraceFormat: "OTEL", Traces: page, NextToken };
};

export const cancelTraceRetrieval: Operation = (input, context) => {
  findRetrieval(input, context).cancelled = true;
  return {};
};

function findRetrieval(input: JsonObject, context: CallContext): Retrieval {
  const found = retrievalsOf(context).byToken.get(optionalString(input, "RetrievalToken") ?? "");
  if (found === undefined) throw invalidRequest("RetrievalToken is not valid");
  return found;
}

function statusOf({ polls, cancelled }: Retrieval): string {
  if (cancelled) return "CANCELLED";
  return polls === 1 ? "SCHEDULED" : polls === 2 ? "RUNNING" : "COMPLETE";
}

function entriesOf({ ids, fromMs, toMs, asOfMs }: Retrieval, { world }: CallContext): readonly object[] {
  return ids.flatMap((id) => {
    const root = traceRootOf(world, id);
    if (root === undefined || root.startMs < fromMs || root.startMs > toMs) return [];
    const { arrivals } = renderTrace(world, root);
    const spans = spansOf(arrivals)
      .filter(({ from }) => from.visibleMs <= asOfMs)
      .map(({ span }) => ({ Id: span.spanId, Document: JSON.stringify(span) }));
    const extent = extentOf(arrivals.map(({ document }) => document));
    return Array.from({ length: Math.ceil(spans.length / ENTRY_SPANS) }, (_, index) => ({
      Id: id,
      Duration: Math.round((extent.end - extent.start) * 1e6) / 1e6,
      Spans: spans.slice(index * ENTRY_SPANS, (index + 1) * ENTRY_SPANS),
    }));
  });
}
