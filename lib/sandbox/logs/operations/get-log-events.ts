import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";
import { readPage } from "@/lib/sandbox/logs/operations/filter-log-events";
import {
  flagMember,
  groupMember,
  invalidParameter,
  numberMember,
  pageSize,
  streamNotFound,
  textMember,
} from "@/lib/sandbox/logs/operations/input";
import { boundary, type Position, type ScanRequest } from "@/lib/sandbox/logs/scan";

const MAX_EVENTS = 10_000;

/**
 * GetLogEvents: one stream, always oldest first within a page. Without a token the newest page, or with
 * `startFromHead` the oldest; `endTime` is exclusive. The end is reached when a token comes back unchanged.
 */
export function getLogEvents(input: JsonObject, context: CallContext): object {
  const group = groupMember(input, context);
  const name = textMember(input, "logStreamName");
  if (name === undefined) throw invalidParameter("logStreamName is required");
  const [stream] = group.source.streamsNamed(new Set([name]));
  if (stream === undefined) throw streamNotFound();
  const limit = pageSize(input, MAX_EVENTS);
  const token = textMember(input, "nextToken");
  const cursor = token === undefined ? null : readCursor(token);
  const newestFirst = cursor === null ? flagMember(input, "startFromHead") !== true : !cursor.forward;
  const request: ScanRequest = {
    source: group.source,
    window: {
      fromMs: Math.max(numberMember(input, "startTime") ?? 0, stream.createdMs - 60_000),
      toMs: numberMember(input, "endTime") ?? context.nowMs + 1,
    },
    newestFirst,
    nowMs: context.nowMs,
    streamIds: new Set([stream.id]),
    only: null,
    after: cursor?.place ?? null,
  };
  const { events } = readPage(request, () => true, limit);
  const ascending = newestFirst ? [...events].reverse() : events;
  const empty = cursor?.place ?? boundary(request.window.fromMs);
  const forwardFrom =
    ascending[ascending.length - 1] ?? (cursor?.forward === false ? lineBefore(empty) : empty);
  const backwardFrom = ascending[0] ?? (cursor?.forward === true ? lineAfter(empty) : empty);
  return {
    events: ascending.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: writeCursor(true, forwardFrom),
    nextBackwardToken: writeCursor(false, backwardFrom),
  };
}

/** Reading starts behind a place; after an empty page the way back must begin with the event at that place itself. */
function lineAfter(place: Position): Position {
  return { ...place, line: place.line + 1 };
}

function lineBefore(place: Position): Position {
  return { ...place, line: Math.max(-1, place.line - 1) };
}

interface Cursor {
  readonly forward: boolean;
  readonly place: Position;
}

/** `f/…/s` or `b/…/s` round an opaque place, as AWS's tokens look. */
function writeCursor(forward: boolean, { timestamp, streamId, record, line }: Position): string {
  const place = [timestamp, streamId + 1, record + 1, line + 1].map((part) => part.toString(36));
  return `${forward ? "f" : "b"}/${place.join("-")}/s`;
}

function readCursor(token: string): Cursor {
  const [, direction, place] = /^([fb])\/([0-9a-z]+(?:-[0-9a-z]+){3})\/s$/.exec(token) ?? [];
  if (place === undefined) throw invalidParameter("The specified nextToken is invalid.");
  const [timestamp = 0, streamId = 0, record = 0, line = 0] = place
    .split("-")
    .map((part) => Number.parseInt(part, 36));
  return {
    forward: direction === "f",
    place: { timestamp, streamId: streamId - 1, record: record - 1, line: line - 1 },
  };
}
