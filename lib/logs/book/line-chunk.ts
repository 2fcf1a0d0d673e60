import type { LogEvent } from "@/lib/model/log";

export const CHUNK_BITS = 12;
const ROWS = 1 << CHUNK_BITS;
const BYTES = 26;

/**
 * 4,096 lines as columns in one block of memory. Blocks are never moved: columns that grow by copying leave as much
 * garbage as they hold, and 64 MB of it make V8 look through the whole heap, all events included.
 */
export class LineChunk {
  /** Of full length from the beginning: growing it would leave three times its size as garbage. */
  readonly events: (LogEvent | undefined)[];
  /** The event's timestamp in epoch milliseconds; 0 where that is no finite number. */
  readonly timeMs: Float64Array;
  /** Ingestion time less the event's, in milliseconds, as far as 32 bits go. */
  readonly delay: Int32Array;
  /** Number of the stream. */
  readonly stream: Int32Array;
  /** Number of the request id that the line names, or -1. */
  readonly request: Int32Array;
  /** The piece (see `piece-table.ts`) that the stream's state machine gave it to, or -1. */
  readonly piece: Int32Array;
  /** Code of `lib/logs/line-kind.ts`. */
  readonly kind: Uint8Array;
  /** Order within one millisecond of one stream: see `order-within-ms.ts`. */
  readonly rank: Uint8Array;

  constructor(rows = ROWS) {
    this.events = new Array<LogEvent | undefined>(rows);
    const block = new ArrayBuffer(rows * BYTES);
    this.timeMs = new Float64Array(block, 0, rows);
    this.delay = new Int32Array(block, rows * 8, rows);
    this.stream = new Int32Array(block, rows * 12, rows);
    this.request = new Int32Array(block, rows * 16, rows);
    this.piece = new Int32Array(block, rows * 20, rows);
    this.kind = new Uint8Array(block, rows * 24, rows);
    this.rank = new Uint8Array(block, rows * 25, rows);
  }
}
