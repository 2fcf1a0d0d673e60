import type { SimulationContext } from "@/lib/sandbox/world/simulation/context";
import { event } from "@/lib/sandbox/world/simulation/events";

const BATCH_WINDOW_MS = 5_000;
const RETRY_MS = 200;

/**
 * One shard of a Kinesis stream and its reader. Records flow in with the traffic; the reader has consumed all up to
 * `#cursorMs`. A failed batch blocks the shard until it succeeds, so the age of the newest record grows.
 */
export class Stream {
  readonly #number: number;
  readonly #functionIndex: number;
  readonly #batchSize: number;
  readonly #recordsPerSecond: number;
  #cursorMs: number;
  #failed = 0;
  #failures = 0;

  constructor(
    number: number,
    functionIndex: number,
    batchSize: number,
    recordsPerSecond: number,
    startMs: number,
  ) {
    this.#number = number;
    this.#functionIndex = functionIndex;
    this.#batchSize = batchSize;
    this.#recordsPerSecond = recordsPerSecond;
    this.#cursorMs = startMs;
  }

  poll(context: SimulationContext, atMs: number): void {
    const rate = (this.#recordsPerSecond * context.traffic.factorAt(atMs)) / 1000;
    const waiting = Math.floor(rate * (atMs - this.#cursorMs));
    const records = this.#failed > 0 ? this.#failed : Math.min(this.#batchSize, waiting);
    if (records < 1) {
      this.#next(context, atMs + BATCH_WINDOW_MS);
      return;
    }
    const newestMs = Math.min(atMs, this.#cursorMs + records / rate);
    const placed = context.run({
      functionIndex: this.#functionIndex,
      trigger: "kinesis",
      atMs,
      request: -1,
      parents: [],
      attempt: 1,
      firstAttempt: -1,
      batchSize: records,
      queuedMs: Math.round(atMs - newestMs),
    });
    if (placed === undefined) {
      this.#next(context, atMs + 1_000);
      return;
    }
    const { invocations } = context.records;
    const endMs = Math.ceil(invocations.endMs(placed.invocation));
    if (invocations.outcome(placed.invocation) === "success") {
      this.#failed = 0;
      this.#failures = 0;
      this.#cursorMs = newestMs;
      const behind = atMs - newestMs > BATCH_WINDOW_MS;
      this.#next(context, behind ? endMs + 10 : Math.max(endMs, atMs + BATCH_WINDOW_MS));
    } else {
      this.#failed = records;
      this.#failures++;
      this.#next(context, endMs + RETRY_MS * 2 ** Math.min(5, this.#failures));
    }
  }

  #next(context: SimulationContext, atMs: number): void {
    context.queue.schedule(atMs, event.poll, this.#number);
  }
}
