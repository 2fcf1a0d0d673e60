import "server-only";
import { GetTraceSummariesCommand, type GetTraceSummariesResult } from "@aws-sdk/client-xray";
import { callPrices } from "@/lib/aws/call-prices";
import type { CallScope } from "@/lib/aws/call-scope";
import { xrayClient } from "@/lib/aws/clients";
import { callEachPage } from "@/lib/aws/gateway";
import { instantOf, numberOf } from "@/lib/aws/wire";
import { summaryOf } from "@/lib/aws/xray-shapes";
import { sixHourParts } from "@/lib/aws/xray-windows";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import type { Window } from "@/lib/model/metric";
import type { TraceSummary } from "@/lib/model/trace";

/** Of one page. */
export interface SummaryPart {
  /** Traces that X-Ray looked at for this page, those that do not fit the filter included. */
  readonly processed: number;
  /** Roughly how far back the answer reaches now; null where X-Ray does not say. */
  readonly approximateToMs: EpochMs | null;
}

export interface SummaryQuery {
  readonly window: Window;
  /** X-Ray filter expression; null: every trace. Throws `invalid` when X-Ray cannot read it. */
  readonly filter: string | null;
  /** What must lie in the window: the trace's begin (default), its last update, or any segment. [M] */
  readonly timeRangeType?: "TraceId" | "Event" | "Service";
  /** Each page as it comes. */
  readonly onPart?: (summaries: readonly TraceSummary[], part: SummaryPart) => void;
  /** Stops asking when at least this many came. */
  readonly limit: number;
}

export interface TraceSummaries {
  /** As X-Ray delivers them: newer pages first. Each trace once. */
  readonly summaries: readonly TraceSummary[];
  readonly processed: number;
  /** The limit stopped the reading: there may be more, older ones. */
  readonly truncated: boolean;
  readonly approximateToMs: EpochMs | null;
}

/** Segments arrive late and long traces change: until then a window is not closed. */
const LATE_MS = 10 * MINUTE_MS;
/** How long X-Ray honours a page token is not stated; pages are kept for less than any token seen to expire. */
const CLOSED_KEPT_MS = 5 * MINUTE_MS;
const OPEN_KEPT_MS = 15 * SECOND_MS;

/**
 * Summaries of the traces of a window, its parts of six hours one after the other, newest first. Pages may be empty long
 * before the end. Of sampled traces only. [M GetTraceSummaries]
 */
export async function getTraceSummaries(scope: CallScope, query: SummaryQuery): Promise<TraceSummaries> {
  const byId = new Map<string, TraceSummary>();
  let processed = 0;
  let approximateToMs: EpochMs | null = null;
  const parts = sixHourParts(query.window, scope.nowMs);
  for (const [index, window] of parts.entries()) {
    for await (const { output, last } of pagesOf(scope, query, window)) {
      const fresh = output.summaries.filter(({ traceId }) => !byId.has(traceId));
      for (const summary of fresh) byId.set(summary.traceId, summary);
      processed += output.processed;
      approximateToMs = output.approximateToMs ?? approximateToMs;
      query.onPart?.(fresh, { processed: output.processed, approximateToMs });
      const isEnd = last && index === parts.length - 1;
      if (byId.size >= query.limit && !isEnd) {
        return { summaries: [...byId.values()], processed, truncated: true, approximateToMs };
      }
    }
  }
  return { summaries: [...byId.values()], processed, truncated: false, approximateToMs };
}

function pagesOf(scope: CallScope, { filter, timeRangeType = "TraceId" }: SummaryQuery, window: Window) {
  return callEachPage(scope, {
    service: "xray",
    operation: "GetTraceSummaries",
    key: { ...window, filter, timeRangeType },
    cacheForMs: window.toMs < scope.nowMs - LATE_MS ? CLOSED_KEPT_MS : OPEN_KEPT_MS,
    cacheIn: "logs",
    sendPage: async (token, signal) => {
      const wire = await xrayClient(scope).send(
        new GetTraceSummariesCommand({
          StartTime: new Date(window.fromMs),
          EndTime: new Date(window.toMs),
          TimeRangeType: timeRangeType,
          FilterExpression: filter ?? undefined,
          NextToken: token,
        }),
        { abortSignal: signal },
      );
      const scanned = numberOf(wire.TracesProcessedCount) ?? 0;
      scope.meter.charge("xray:GetTraceSummaries", { costUsd: scanned * callPrices.perTraceScannedUsd });
      return wire;
    },
    nextToken: (wire) => wire.NextToken,
    read: pageOf,
  });
}

function pageOf(wire: GetTraceSummariesResult) {
  return {
    summaries: (wire.TraceSummaries ?? []).flatMap((summary) => summaryOf(summary) ?? []),
    processed: numberOf(wire.TracesProcessedCount) ?? 0,
    approximateToMs: instantOf(wire.ApproximateTime),
  };
}
