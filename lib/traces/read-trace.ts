import { type EpochMs, epochMs } from "@/lib/base/time";
import type { TraceDocuments } from "@/lib/model/trace";
import { type SpanColumns, type SpanDetail, spanFlags, type TraceView } from "@/lib/model/views/spans";
import { answerOf } from "@/lib/traces/answer";
import { assignServices } from "@/lib/traces/assign-services";
import { correctSkew } from "@/lib/traces/correct-skew";
import { criticalPath } from "@/lib/traces/critical-path";
import { failureCause } from "@/lib/traces/failure-cause";
import { gatherSpans } from "@/lib/traces/gather-spans";
import { linkParents } from "@/lib/traces/link-parents";
import { markAsync } from "@/lib/traces/mark-async";
import { mergeInferred } from "@/lib/traces/merge-inferred";
import { mergeLambda } from "@/lib/traces/merge-lambda";
import { milliseconds } from "@/lib/traces/microseconds";
import { orderSpans } from "@/lib/traces/order-spans";
import { selfTimeOf } from "@/lib/traces/self-time";
import { settleTimes } from "@/lib/traces/settle-times";
import { spanColumns } from "@/lib/traces/span-columns";
import { spanDetail } from "@/lib/traces/span-detail";
import { has, type SpanNode } from "@/lib/traces/span-node";
import { timeShares } from "@/lib/traces/time-shares";
import { traceLinks } from "@/lib/traces/trace-links";
import { exceptionsById } from "@/lib/traces/xray-detail";

/** A trace, understood. Everything but the details is what `/api/traces/{id}` says of it. */
export interface Trace extends Omit<TraceView, "meta" | "details" | "startMs"> {
  readonly startMs: EpochMs;
  readonly spans: SpanColumns;
  /** What the documents say of the span at this index of the columns; null beyond them. */
  readonly detailOf: (index: number) => SpanDetail | null;
  /** Index of a span by its id or by that of any document merged into it; −1 for an unknown one. */
  readonly indexOf: (spanId: string) => number;
}

/**
 * Documents → span tree → columns. Never throws, whatever the documents hold: what cannot be read is left out and said in
 * `problems`. The order of the documents does not matter, nor whether subsegments come embedded, alone, or both ways.
 * The time it takes grows with the number of spans.
 */
export function readTrace(documents: TraceDocuments): Trace {
  const { byId, problems: malformed } = gatherSpans(documents);
  const problems = new Set(malformed);
  const tell = (problem: string) => problems.add(problem);
  const roots = linkParents(byId, tell);
  settleTimes(roots, tell);
  // The steps that follow take the first of several: it must not depend on the order of the documents.
  orderSpans(roots);
  mergeInferred(roots);
  markAsync(roots);
  correctSkew(roots, tell);
  mergeLambda(roots);
  assignServices(roots);
  const spans = orderSpans(roots);
  if (documents.limitExceeded) tell("The trace is larger than X-Ray keeps; segments were refused.");
  return told(documents, spans, [...problems]);
}

function told(documents: TraceDocuments, spans: readonly SpanNode[], problems: string[]): Trace {
  const selfUs = spans.map(selfTimeOf);
  const root = spans[0] ?? null;
  const criticalUs: ReadonlyMap<SpanNode, number> = root === null ? new Map() : criticalPath(root);
  let startUs = root?.startUs ?? 0;
  let endUs = root?.endUs ?? 0;
  for (const span of spans) {
    startUs = Math.min(startUs, span.startUs);
    endUs = Math.max(endUs, span.endUs);
  }
  const cause = failureCause(spans, criticalUs);
  const slowest = slowestOf(criticalUs);
  const outcome = root === null ? 0 : outcomeOf(root);
  const inProgress = spans.some((span) => has(span, spanFlags.inProgress));
  return {
    traceId: documents.traceId,
    startMs: epochMs(milliseconds(startUs)),
    durationMs: milliseconds(endUs - startUs),
    responseTimeMs:
      root === null || has(root, spanFlags.inProgress) ? null : milliseconds(root.endUs - root.startUs),
    fault: (outcome & spanFlags.fault) !== 0,
    error: (outcome & spanFlags.error) !== 0,
    throttle: (outcome & spanFlags.throttle) !== 0,
    coldStarts: coldStartsOf(spans),
    inProgress,
    limitExceeded: documents.limitExceeded,
    answer:
      root === null ? "No span of this trace could be read." : answerOf({ root, cause, slowest, criticalUs }),
    spans: spanColumns(spans, startUs, selfUs, criticalUs),
    ...timeShares(spans, selfUs, criticalUs),
    faultCause: cause === null ? -1 : spans.indexOf(cause),
    slowest: slowest === null ? -1 : spans.indexOf(slowest),
    links: traceLinks(spans, documents.traceId),
    problems,
    ...finders(spans),
  };
}

/** Flags of the root. Of an asynchronous event those of its last attempt: Lambda's own segment stays clean. */
function outcomeOf(root: SpanNode): number {
  if (root.kind !== "lambda-service") return root.flags;
  const attempts = root.children.filter(({ kind }) => kind === "function");
  return root.flags | (attempts.at(-1)?.flags ?? 0);
}

/** Invocations that waited for an environment to be made; one that was ready before counts as none. */
function coldStartsOf(spans: readonly SpanNode[]): number {
  const invocations = new Set<SpanNode | null>();
  for (const span of spans) {
    if (has(span, spanFlags.coldStart)) invocations.add(span.parent);
  }
  return invocations.size;
}

function slowestOf(criticalUs: ReadonlyMap<SpanNode, number>): SpanNode | null {
  let slowest: SpanNode | null = null;
  let most = 0;
  for (const [span, part] of criticalUs) {
    if (part > most || (part === most && slowest !== null && span.startUs < slowest.startUs)) {
      slowest = span;
      most = part;
    }
  }
  return slowest;
}

/** Both are asked for seldom: what they need is made at the first question. */
function finders(spans: readonly SpanNode[]): Pick<Trace, "detailOf" | "indexOf"> {
  let exceptions: ReturnType<typeof allExceptions> | null = null;
  let indexes: ReadonlyMap<string, number> | null = null;
  return {
    detailOf: (index) => {
      const span = spans[index];
      exceptions ??= allExceptions(spans);
      return span === undefined ? null : spanDetail(span, exceptions);
    },
    indexOf: (spanId) => {
      indexes ??= indexesById(spans);
      return indexes.get(spanId) ?? -1;
    },
  };
}

function allExceptions(spans: readonly SpanNode[]): ReadonlyMap<string, SpanDetail["exceptions"][number]> {
  return new Map(
    spans.flatMap(({ sources }) =>
      sources.flatMap(({ format, json }) => (format === "xray" ? exceptionsById(json) : [])),
    ),
  );
}

function indexesById(spans: readonly SpanNode[]): ReadonlyMap<string, number> {
  const indexes = new Map<string, number>();
  for (const [index, { aliases }] of spans.entries()) for (const id of aliases) indexes.set(id, index);
  for (const [index, { id }] of spans.entries()) indexes.set(id, index);
  return indexes;
}
