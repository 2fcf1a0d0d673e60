import { fraction, mix } from "@/lib/sandbox/logs/hash";

/** A log stream within its group. `id` is unique in the group and orders events of one millisecond. */
export interface StreamRef {
  readonly id: number;
  readonly name: string;
}

const STREAM_BITS = 32n;
const RECORD_BITS = 40n;
const LINE_BITS = 20n;
const NOISE_BITS = 52n;
const BELOW_TIME = STREAM_BITS + RECORD_BITS + LINE_BITS + NOISE_BITS;

/** Where an event comes from; what its id decodes to. */
export interface EventAddress {
  readonly timestamp: number;
  readonly streamId: number;
  /** 0: a line of the stream's environment itself; n + 1: a line of invocation or API request n. */
  readonly record: number;
  /** Rank of the line among those of the record. */
  readonly line: number;
}

/**
 * One event as CloudWatch Logs keeps it. The derived members are computed when read: most events of a scan are only
 * matched against a pattern.
 */
export class LogEvent implements EventAddress {
  constructor(
    readonly timestamp: number,
    readonly message: string,
    readonly stream: StreamRef,
    readonly record: number,
    readonly line: number,
    private readonly seed: number,
    /** Since when the simulation can show it; 0: since it was written. */
    private readonly knownMs: number,
  ) {}

  get streamId(): number {
    return this.stream.id;
  }

  /**
   * When CloudWatch Logs took it: 0.2–8 s after it was written, for a small share 20–60 s. Lines of one record travel
   * in batches of eight, and batches overtake each other.
   */
  get ingestionTime(): number {
    return this.timestamp + deliveryDelayMs(this.seed, this.stream.id, this.record, this.line >> 3);
  }

  /** First instant at which a reader can see it. */
  get visibleMs(): number {
    return Math.max(this.ingestionTime, this.knownMs);
  }

  /** 56 decimal digits, ascending with time, as AWS gives them. */
  get eventId(): string {
    return encodeEventId(this, this.seed);
  }
}

export const LONGEST_DELAY_MS = 60_000;

function deliveryDelayMs(seed: number, streamId: number, record: number, batch: number): number {
  const h = mix(mix(seed, streamId), mix(record, batch));
  const late = fraction(h, 1) < 0.015;
  return Math.floor(late ? 20_000 + 40_000 * fraction(h, 2) : 200 + 7_800 * fraction(h, 2) ** 3);
}

function encodeEventId(at: EventAddress, seed: number): string {
  const noise = mix(mix(seed, at.streamId), mix(at.record, at.line));
  const low =
    (BigInt(at.streamId) << (RECORD_BITS + LINE_BITS + NOISE_BITS)) |
    (BigInt(at.record) << (LINE_BITS + NOISE_BITS)) |
    (BigInt(at.line) << NOISE_BITS) |
    BigInt(noise);
  return ((BigInt(at.timestamp) << BELOW_TIME) | low).toString().padStart(56, "0");
}

/** The inverse of `LogEvent.eventId`; undefined for anything that is not 56 digits. */
export function decodeEventId(eventId: string): EventAddress | undefined {
  if (!/^\d{56}$/.test(eventId)) return undefined;
  const id = BigInt(eventId);
  return {
    timestamp: Number(id >> BELOW_TIME),
    streamId: Number(BigInt.asUintN(32, id >> (RECORD_BITS + LINE_BITS + NOISE_BITS))),
    record: Number(BigInt.asUintN(40, id >> (LINE_BITS + NOISE_BITS))),
    line: Number(BigInt.asUintN(20, id >> NOISE_BITS)),
  };
}
