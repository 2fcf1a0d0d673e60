import type { EventAddress, LogEvent, StreamRef } from "@/lib/sandbox/logs/source/log-event";

/** Half-open, epoch milliseconds. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A stream as DescribeLogStreams lists it. Times are those of events already written. */
export interface StreamFacts extends StreamRef {
  readonly createdMs: number;
  /** null while nothing was written. */
  readonly firstMs: number | null;
  /** Last event at or before `asOfMs`, or null. */
  lastMs(asOfMs: number): number | null;
}

/** Only these records can matter to a reader; lets a source leave out the rest. */
export interface Restriction {
  readonly invocations: ReadonlySet<number>;
  readonly requests: ReadonlySet<number>;
}

/** Writes the events of one log group. Nothing is kept: events are made when asked for. */
export interface LogSource {
  /** Written by Lambda functions: Insights finds Lambda's own fields in them. */
  readonly lambda: boolean;
  /** All streams, oldest first. */
  streams(): readonly StreamFacts[];
  /** The streams of these names, cheaply; unknown names are left out. */
  streamsNamed(names: ReadonlySet<string>): readonly StreamFacts[];
  /** About how many records (invocations or requests) write in the window; a bound for the work of `collect`. */
  weight(window: Window): number;
  /**
   * All events whose timestamp lies in the window, in no order, visible or not.
   * @param streamIds null for all
   */
  collect(window: Window, streamIds: ReadonlySet<number> | null, only: Restriction | null): LogEvent[];
  /** The one event at an address, or undefined. */
  eventAt(address: EventAddress): LogEvent | undefined;
}
