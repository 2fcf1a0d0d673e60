import "server-only";
import {
  BatchGetTracesCommand,
  GetServiceGraphCommand,
  GetTraceSegmentDestinationCommand,
} from "@aws-sdk/client-xray";
import { callPrices } from "@/lib/aws/call-prices";
import type { CallScope } from "@/lib/aws/call-scope";
import { xrayClient } from "@/lib/aws/clients";
import { call, callMerged } from "@/lib/aws/gateway";
import { documentsOf, graphServiceOf } from "@/lib/aws/xray-shapes";
import { sixHourParts } from "@/lib/aws/xray-windows";
import { type DurationMs, epochMsFromSeconds, MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import type { Window } from "@/lib/model/metric";
import type { ServiceGraph, TraceDocuments } from "@/lib/model/trace";

export { retrieveTraces } from "@/lib/aws/xray-retrieval";
export { getTraceSummaries } from "@/lib/aws/xray-summaries";

/** Segments arrive late, and what is asynchronous goes on for minutes. */
const LATE_MS: DurationMs = 15 * MINUTE_MS;
const CLOSED_KEPT_MS: DurationMs = 20 * MINUTE_MS;
const OPEN_KEPT_MS: DurationMs = 15 * SECOND_MS;

/** Ids of one BatchGetTraces; not in the model, agreed among clients. */
const BATCH_IDS = 5;

export interface FoundTraces {
  /** In the order asked for. */
  readonly traces: readonly TraceDocuments[];
  /** Ids that X-Ray does not know: never sampled, older than 30 days, or with Transaction Search not indexed. */
  readonly missing: readonly string[];
}

/** Segment documents of traces, five ids a call. Throws `invalid` for a text that is no trace id. */
export async function getTraces(scope: CallScope, ids: readonly string[]): Promise<FoundTraces> {
  const distinct = [...new Set(ids)];
  const found = (await Promise.all(chunksOf(distinct, BATCH_IDS).map((chunk) => batch(scope, chunk)))).flat();
  const byId = new Map(found.map((trace) => [trace.traceId, trace]));
  return {
    traces: distinct.flatMap((id) => byId.get(id) ?? []),
    missing: distinct.filter((id) => !byId.has(id)),
  };
}

function batch(scope: CallScope, ids: readonly string[]): Promise<readonly TraceDocuments[]> {
  return callMerged(scope, {
    service: "xray",
    operation: "BatchGetTraces",
    key: { ids },
    cacheForMs: (traces) =>
      traces.length === ids.length && ids.every((id) => isClosed(scope, startOfId(id)))
        ? CLOSED_KEPT_MS
        : OPEN_KEPT_MS,
    cacheIn: "logs",
    sendPage: async (token, signal) => {
      const wire = await xrayClient(scope).send(
        new BatchGetTracesCommand({ TraceIds: [...ids], NextToken: token }),
        { abortSignal: signal },
      );
      const retrieved = wire.Traces?.length ?? 0;
      scope.meter.charge("xray:BatchGetTraces", { costUsd: retrieved * callPrices.perTraceRetrievedUsd });
      return wire;
    },
    nextToken: (wire) => wire.NextToken,
    read: (pages) =>
      mergedById(pages.flatMap(({ Traces }) => (Traces ?? []).flatMap((each) => documentsOf(each) ?? []))),
  });
}

/** A large trace may be continued on the next page. */
function mergedById(traces: readonly TraceDocuments[]): readonly TraceDocuments[] {
  const byId = new Map<string, TraceDocuments>();
  for (const trace of traces) {
    const known = byId.get(trace.traceId);
    byId.set(
      trace.traceId,
      known === undefined ? trace : { ...trace, documents: [...known.documents, ...trace.documents] },
    );
  }
  return [...byId.values()];
}

/** The map of the traces that began in the window: one answer per part of at most six hours, newest first. */
export function getServiceGraph(scope: CallScope, window: Window): Promise<readonly ServiceGraph[]> {
  return Promise.all(sixHourParts(window, scope.nowMs).map((part) => graphOfPart(scope, part)));
}

function graphOfPart(scope: CallScope, { fromMs, toMs }: Window): Promise<ServiceGraph> {
  return callMerged(scope, {
    service: "xray",
    operation: "GetServiceGraph",
    key: { fromMs, toMs },
    cacheForMs: isClosed(scope, toMs) ? CLOSED_KEPT_MS : OPEN_KEPT_MS,
    sendPage: (token, signal) =>
      xrayClient(scope).send(
        new GetServiceGraphCommand({
          StartTime: new Date(fromMs),
          EndTime: new Date(toMs),
          NextToken: token,
        }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.NextToken,
    read: (pages) => ({
      fromMs,
      toMs,
      services: pages.flatMap(({ Services }) =>
        (Services ?? []).flatMap((each) => graphServiceOf(each) ?? []),
      ),
      containsOldGroupVersions: pages.some(
        ({ ContainsOldGroupVersions }) => ContainsOldGroupVersions ?? false,
      ),
    }),
  });
}

/**
 * Where segments go: `CloudWatchLogs` when Transaction Search is on, and then BatchGetTraces knows the indexed traces
 * only. null where the account gives no answer. [D CloudWatch-Transaction-Search]
 */
export async function getTraceSegmentDestination(
  scope: CallScope,
): Promise<"XRay" | "CloudWatchLogs" | null> {
  const { destination } = await call(scope, {
    service: "xray",
    operation: "GetTraceSegmentDestination",
    key: {},
    cacheForMs: 5 * MINUTE_MS,
    send: (signal) =>
      xrayClient(scope).send(new GetTraceSegmentDestinationCommand({}), { abortSignal: signal }),
    read: (wire) => ({ destination: wire.Destination ?? null }),
  });
  return destination;
}

/** `1-58406520-…` says when the trace began, to the second; 0 for a text that says nothing. */
function startOfId(id: string): number {
  const seconds = Number.parseInt(id.split("-")[1] ?? "", 16);
  return Number.isNaN(seconds) ? 0 : epochMsFromSeconds(seconds);
}

function isClosed(scope: CallScope, ms: number): boolean {
  return ms < scope.nowMs - LATE_MS;
}

function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
