import "server-only";
import { AwsFailure } from "@/lib/aws/aws-failure";
import type { CallScope } from "@/lib/aws/call-scope";
import { getLogEvents } from "@/lib/aws/log-events";
import type { Failure } from "@/lib/model/failure";
import type { LogEvent } from "@/lib/model/log";
import type { Interval } from "@/lib/model/views/logs";
import { lengthOf } from "@/lib/server/logs/intervals";
import type { LoadBudget } from "@/lib/server/logs/load-budget";
import type { GroupOutcome, readGroup } from "@/lib/server/logs/read-group";

export interface StreamRequest {
  readonly group: string;
  readonly stream: string;
  /** Disjoint parts of the window, oldest first. */
  readonly intervals: readonly Interval[];
}

/**
 * Reads all events of one stream by GetLogEvents, oldest first: it has a quota of its own and looks at no other stream.
 * Otherwise like `readGroup`.
 */
export async function readStream(
  scope: CallScope,
  { group, stream, intervals }: StreamRequest,
  budget: LoadBudget,
  onPage: Parameters<typeof readGroup>[3],
): Promise<GroupOutcome> {
  const wholeMs = Math.max(1, lengthOf(intervals));
  const unread: Interval[] = [];
  let failure: Failure | null = null;
  let doneMs = 0;
  let pages = 0;
  for (const interval of intervals) {
    let readMs = interval.fromMs;
    let ended = false;
    try {
      if (failure === null && budget.exhausted === null) {
        for await (const { events, bytes, last } of getLogEvents(scope, { group, stream, ...interval })) {
          pages += 1;
          budget.take(events.length, bytes);
          readMs = last ? interval.toMs : newest(events, readMs);
          ended = last;
          const share = Math.min(1, (doneMs + readMs - interval.fromMs) / wholeMs);
          await onPage(events, bytes, { pages, share });
          if (budget.exhausted !== null) break;
        }
      }
    } catch (error) {
      if (!(error instanceof AwsFailure)) throw error;
      failure = error.failure;
    }
    if (!ended) unread.push({ fromMs: readMs, toMs: interval.toMs });
    doneMs += interval.toMs - interval.fromMs;
  }
  return { unread, failure };
}

/** What was read up to; further events of this very millisecond may follow. */
function newest(events: readonly LogEvent[], beforeMs: number): number {
  return events.reduce((ms, { timestampMs }) => Math.max(ms, timestampMs), beforeMs);
}
