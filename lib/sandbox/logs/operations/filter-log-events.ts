import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";
import type { LogGroup } from "@/lib/sandbox/logs/log-groups";
import {
  flagMember,
  groupMember,
  invalidParameter,
  numberMember,
  pageSize,
  streamNotFound,
  textMember,
  textsMember,
} from "@/lib/sandbox/logs/operations/input";
import { readToken, writeToken } from "@/lib/sandbox/logs/operations/page-token";
import { filterPattern } from "@/lib/sandbox/logs/pattern/filter-pattern";
import { restrictionOf } from "@/lib/sandbox/logs/restriction";
import { boundary, type Position, type ScanRequest, scan } from "@/lib/sandbox/logs/scan";
import type { LogEvent } from "@/lib/sandbox/logs/source/log-event";

const MAX_EVENTS = 10_000;
const MAX_BYTES = 1_048_576;
/** A page ends after looking at so many events, matching or not: sparse matches give empty pages, as in AWS. */
const LOOKED_AT = 40_000;
const MAX_STREAMS = 100;
/** `startFromHead: false` needs a start time from here on. */
const NEWEST_FIRST_SINCE = Date.UTC(2024, 0, 1);

/**
 * FilterLogEvents: at most 10,000 events or 1 MB a page, both ends of the window inclusive. Order across streams is
 * best effort. [D cloudwatch_limits_cwl; model of 2026]
 */
export function filterLogEvents(input: JsonObject, context: CallContext): object {
  const group = groupMember(input, context);
  const limit = pageSize(input, MAX_EVENTS);
  const pattern = filterPattern(textMember(input, "filterPattern"));
  const request: ScanRequest = {
    source: group.source,
    window: windowOf(input, context),
    newestFirst: newestFirst(input),
    nowMs: context.nowMs,
    streamIds: wantedStreams(input, group),
    only: restrictionOf(context.world, pattern.required),
    after: null,
  };
  const { nextToken, limit: _limit, ...query } = input;
  const after = typeof nextToken === "string" ? positionOf(readToken(query, nextToken)) : null;
  const page = readPage({ ...request, after }, pattern.matches, limit);
  return {
    events: page.events.map(eventOutput),
    searchedLogStreams: [],
    ...(page.next === null ? {} : { nextToken: writeToken(query, tokenOf(page.next)) }),
  };
}

interface Page {
  readonly events: readonly LogEvent[];
  /** null: the window is read to its end. */
  readonly next: Position | null;
}

/** Reads on from `request.after` until a page is full. */
export function readPage(request: ScanRequest, matches: (message: string) => boolean, limit: number): Page {
  const events: LogEvent[] = [];
  let bytes = 0;
  let looked = 0;
  for (const step of scan(request)) {
    for (const event of step.events) {
      looked++;
      if (!matches(event.message)) continue;
      bytes += Buffer.byteLength(event.message);
      if (events.length === limit || (bytes > MAX_BYTES && events.length > 0)) {
        return { events, next: events[events.length - 1] ?? null };
      }
      events.push(event);
    }
    if (looked >= LOOKED_AT && !step.last) return { events, next: step.next };
  }
  return { events, next: null };
}

function windowOf(input: JsonObject, context: CallContext): ScanRequest["window"] {
  const fromMs = numberMember(input, "startTime") ?? 0;
  const endMs = numberMember(input, "endTime") ?? context.nowMs;
  if (fromMs < 0 || endMs < 0 || endMs < fromMs) {
    throw invalidParameter("endTime must be greater than or equal to startTime, and neither may be negative");
  }
  return { fromMs: Math.max(fromMs, context.world.startMs - 60_000), toMs: endMs + 1 };
}

function newestFirst(input: JsonObject): boolean {
  if (flagMember(input, "startFromHead") !== false) return false;
  if ((numberMember(input, "startTime") ?? 0) < NEWEST_FIRST_SINCE) {
    throw invalidParameter("startFromHead can be false only with a startTime of 2024-01-01 or later");
  }
  return true;
}

function wantedStreams(input: JsonObject, group: LogGroup): ReadonlySet<number> | null {
  const names = textsMember(input, "logStreamNames");
  const prefix = textMember(input, "logStreamNamePrefix");
  if (names !== undefined && prefix !== undefined) {
    throw invalidParameter("logStreamNames and logStreamNamePrefix are mutually exclusive.");
  }
  if (prefix !== undefined) {
    const streams = group.source.streams().filter(({ name }) => name.startsWith(prefix));
    return new Set(streams.map(({ id }) => id));
  }
  if (names === undefined) return null;
  if (names.length === 0 || names.length > MAX_STREAMS) {
    throw invalidParameter(`logStreamNames must hold 1 to ${MAX_STREAMS} names`);
  }
  const found = group.source.streamsNamed(new Set(names));
  if (found.length < new Set(names).size) throw streamNotFound();
  return new Set(found.map(({ id }) => id));
}

function eventOutput(event: LogEvent): object {
  return {
    logStreamName: event.stream.name,
    timestamp: event.timestamp,
    message: event.message,
    ingestionTime: event.ingestionTime,
    eventId: event.eventId,
  };
}

function tokenOf(position: Position): number[] {
  return [position.timestamp, position.streamId, position.record, position.line];
}

function positionOf(parts: readonly unknown[]): Position {
  const [timestamp = 0, streamId = -1, record = -1, line = -1] = parts.map(Number);
  return streamId < 0 ? boundary(timestamp) : { timestamp, streamId, record, line };
}
