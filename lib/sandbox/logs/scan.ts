import { fraction, mix } from "@/lib/sandbox/logs/hash";
import type { EventAddress, LogEvent } from "@/lib/sandbox/logs/source/log-event";
import type { LogSource, Restriction, Window } from "@/lib/sandbox/logs/source/log-source";

/** Records that one step of a scan renders at most (a step is at least one bucket long). */
const STEP_RECORDS = 800;
const LONGEST_STEP_MS = 6 * 3_600_000;

/**
 * Events of one stream that came in one such span may stand, as a block, before those of other streams: order across
 * streams is best effort. Steps of a scan begin and end on multiples of it, so that sorting step by step is sorting all.
 */
const BUCKET_MS = 2_000;
const DISORDERLY_SHARE = 0.04;

/** A place in the order of a group's events. A stream id of -1 stands before all events of that millisecond. */
export type Position = EventAddress;

export function boundary(timestamp: number): Position {
  return { timestamp, streamId: -1, record: -1, line: -1 };
}

interface ScanStep {
  /** Visible events in reading order. */
  readonly events: readonly LogEvent[];
  /** Where the next step begins. */
  readonly next: Position;
  readonly last: boolean;
}

export interface ScanRequest {
  readonly source: LogSource;
  readonly window: Window;
  readonly newestFirst: boolean;
  /** Events whose ingestion time lies after it are not there yet. */
  readonly nowMs: number;
  readonly streamIds: ReadonlySet<number> | null;
  readonly only: Restriction | null;
  /** Reading goes on behind this place; null begins at the window's end that comes first. */
  readonly after: Position | null;
}

/** Reads a window step by step, each step no more than a bounded number of records. */
export function* scan(request: ScanRequest): Generator<ScanStep, void> {
  const { source, newestFirst, after, nowMs } = request;
  let { fromMs, toMs } = request.window;
  if (after !== null && newestFirst) toMs = Math.min(toMs, bucketEnd(after.timestamp));
  if (after !== null && !newestFirst) fromMs = Math.max(fromMs, bucketStart(after.timestamp));
  toMs = Math.min(toMs, Math.floor(nowMs) + 1);
  while (fromMs < toMs) {
    const step = newestFirst ? lastStep(source, fromMs, toMs) : firstStep(source, fromMs, toMs);
    const events = source
      .collect(step, request.streamIds, request.only)
      .filter((event) => event.visibleMs <= nowMs && (after === null || isBehind(event, after, newestFirst)));
    events.sort(newestFirst ? (a, b) => compareEvents(b, a) : compareEvents);
    if (newestFirst) toMs = step.fromMs;
    else fromMs = step.toMs;
    yield { events, next: boundary(newestFirst ? toMs : fromMs), last: fromMs >= toMs };
  }
}

function isBehind(event: LogEvent, after: Position, newestFirst: boolean): boolean {
  const order = compareEvents(event, after);
  return newestFirst ? order < 0 : order > 0;
}

/** The order in which FilterLogEvents gives events: by time but for some disorder across streams. Total. */
export function compareEvents(a: EventAddress, b: EventAddress): number {
  return (
    orderKey(a) - orderKey(b) ||
    a.timestamp - b.timestamp ||
    a.streamId - b.streamId ||
    a.record - b.record ||
    a.line - b.line
  );
}

function orderKey({ timestamp, streamId }: EventAddress): number {
  const bucket = Math.floor(timestamp / BUCKET_MS);
  const early = streamId >= 0 && fraction(mix(streamId, 0x51ed), bucket | 0) < DISORDERLY_SHARE;
  return early ? bucket * BUCKET_MS : timestamp;
}

function bucketStart(ms: number): number {
  return Math.floor(ms / BUCKET_MS) * BUCKET_MS;
}

function bucketEnd(ms: number): number {
  return bucketStart(ms) + BUCKET_MS;
}

function firstStep(source: LogSource, fromMs: number, toMs: number): Window {
  let end = Math.min(toMs, bucketEnd(fromMs + LONGEST_STEP_MS));
  while (end > bucketEnd(fromMs) && source.weight({ fromMs, toMs: end }) > STEP_RECORDS) {
    end = Math.max(bucketEnd(fromMs), bucketStart(fromMs + Math.floor((end - fromMs) / 2)));
  }
  return { fromMs, toMs: Math.min(toMs, end) };
}

function lastStep(source: LogSource, fromMs: number, toMs: number): Window {
  let start = Math.max(fromMs, bucketStart(toMs - LONGEST_STEP_MS));
  const latest = bucketStart(toMs - 1);
  while (start < latest && source.weight({ fromMs: start, toMs }) > STEP_RECORDS) {
    start = Math.min(latest, bucketEnd(start + Math.floor((toMs - start) / 2)));
  }
  return { fromMs: Math.max(fromMs, start), toMs };
}
