import "server-only";
import { FilterLogEventsCommand, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { CallScope } from "@/lib/aws/call-scope";
import { logsClient } from "@/lib/aws/clients";
import { callEachPage } from "@/lib/aws/gateway";
import { filteredEventsOf, StreamIds, streamEventsOf } from "@/lib/aws/logs-shapes";
import { type DurationMs, MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import type { LogEvent } from "@/lib/model/log";

export interface EventQuery {
  readonly group: string;
  /** Half-open: `fromMs <= timestamp < toMs`, whole milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Newest first; AWS allows it only from 2024 on, so older windows come oldest first all the same. */
  readonly newestFirst: boolean;
  /** FilterLogEvents pattern; null: every event. */
  readonly pattern: string | null;
  /** Only these streams, at most 100; absent: all. */
  readonly streams?: readonly string[];
  /** Of a window that nobody asks for again. */
  readonly once?: boolean;
}

export interface EventPage {
  /** Within a page, and from page to page, in the order asked for as far as AWS keeps it: best effort. */
  readonly events: readonly LogEvent[];
  /** Of the messages, UTF-8. */
  readonly bytes: number;
  /** No further page. */
  readonly last: boolean;
}

/** [M FilterLogEvents startFromHead] */
export const NEWEST_FIRST_SINCE_MS = Date.UTC(2024, 0, 1);

/** Events reach CloudWatch seconds, rarely minutes after they were written: until then a window is not closed. */
const LATE_MS = 5 * MINUTE_MS;
const CLOSED_KEPT_MS = 20 * MINUTE_MS;
/** So that a team which looks at the same window costs like one of them; as late as events may be anyhow. */
const OPEN_KEPT_MS = 10 * SECOND_MS;

/** At most 10,000 events or 1 MB a page. [D cloudwatch_limits_cwl] */
const MAX_EVENTS = 10_000;

/**
 * FilterLogEvents to the end, page by page. Pages may be empty long before the end. Throws `AwsFailure`: `not-found`
 * when the group does not exist, `unavailable` when a page token repeats.
 */
export async function* filterLogEvents(scope: CallScope, query: EventQuery): AsyncGenerator<EventPage, void> {
  const { group, fromMs, toMs, pattern, streams } = query;
  const newestFirst = query.newestFirst && fromMs >= NEWEST_FIRST_SINCE_MS;
  const pages = callEachPage(scope, {
    service: "logs",
    operation: "FilterLogEvents",
    key: { group, fromMs, toMs, newestFirst, pattern, ...(streams === undefined ? {} : { streams }) },
    cacheForMs: query.once === true ? 0 : keptFor(toMs, scope.nowMs),
    cacheIn: "logs",
    sendPage: (token, signal) =>
      logsClient(scope).send(
        new FilterLogEventsCommand({
          logGroupName: group,
          startTime: fromMs,
          // Inclusive, unlike GetLogEvents'. [M]
          endTime: toMs - 1,
          ...(newestFirst ? { startFromHead: false } : {}),
          ...(pattern === null ? {} : { filterPattern: pattern }),
          ...(streams === undefined ? {} : { logStreamNames: [...streams] }),
          limit: MAX_EVENTS,
          nextToken: token,
        }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.nextToken,
    read: (wire) => contentOf(filteredEventsOf(group, wire.events ?? [])),
  });
  for await (const { output, last } of pages) yield { ...output, last };
}

export interface StreamQuery {
  readonly group: string;
  readonly stream: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** GetLogEvents of one stream, oldest first, to the end: there the token comes back unchanged. */
export async function* getLogEvents(
  scope: CallScope,
  { group, stream, fromMs, toMs }: StreamQuery,
): AsyncGenerator<EventPage, void> {
  let sent: string | undefined;
  const pages = callEachPage(scope, {
    service: "logs",
    operation: "GetLogEvents",
    key: { group, stream, fromMs, toMs },
    cacheForMs: keptFor(toMs, scope.nowMs),
    cacheIn: "logs",
    sendPage: async (token, signal) => {
      sent = token;
      return logsClient(scope).send(
        new GetLogEventsCommand({
          logGroupName: group,
          logStreamName: stream,
          startTime: fromMs,
          endTime: toMs,
          startFromHead: true,
          limit: MAX_EVENTS,
          nextToken: token,
        }),
        { abortSignal: signal },
      );
    },
    nextToken: (wire) => (wire.nextForwardToken === sent ? undefined : wire.nextForwardToken),
    read: (wire) => contentOf(streamEventsOf(group, stream, wire.events ?? [])),
  });
  const ids = new StreamIds();
  for await (const { output, last } of pages) {
    yield { events: ids.numbered(output.events), bytes: output.bytes, last };
  }
}

/** How long the events of a window may be kept. */
export function keptFor(toMs: number, nowMs: number): DurationMs {
  return toMs < nowMs - LATE_MS ? CLOSED_KEPT_MS : OPEN_KEPT_MS;
}

function contentOf(events: LogEvent[]): Omit<EventPage, "last"> {
  let bytes = 0;
  for (const { message } of events) bytes += Buffer.byteLength(message);
  return { events, bytes };
}
