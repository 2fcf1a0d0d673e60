import { IntList } from "@/lib/logs/book/int-list";
import type { LogEvent, LogSource } from "@/lib/model/log";

/** Reading of a line: lines of functions name Lambda requests, those of stages API requests. */
export type StreamKind = "lambda" | "execution" | "access";

/** Nothing to do. */
export const SETTLED = Number.POSITIVE_INFINITY;

/** One log stream: its lines in order, and the pieces of invocations that its state machine found. */
export class StreamLines {
  /** Line ids in order. */
  readonly lines = new IntList();
  /** Events that did not come in order of time; they are put in before the next reading. */
  late: LogEvent[] = [];
  /** From this position on, attribution has to be looked at again. */
  dirtyFrom = SETTLED;
  /** From this position on, the order within each millisecond has to be looked at again. */
  orderFrom = SETTLED;
  /** First positions of single milliseconds in which it has to be. */
  disorderly: number[] = [];
  /** Whether the stream waits to be settled. */
  waiting = false;
  /** Pieces in order of their first position. */
  readonly pieces = new IntList(4);
  /** Lines given to a piece that was over by then, as pairs (first position of the piece, position of the line). */
  reaches: [from: number, to: number][] = [];
  /** Time of the last line in `lines`; where the lines of that millisecond begin, and what kinds are among them. */
  lastMs = Number.NEGATIVE_INFINITY;
  runFrom = 0;
  runOpens = false;
  runCloses = false;
  /** The request id that was read last: most lines name it again. */
  lastId = "";
  lastRequest = -1;

  constructor(
    readonly number: number,
    readonly kind: StreamKind,
    readonly source: LogSource,
    readonly group: string,
    readonly name: string,
  ) {}
}
