import type { SimulationContext } from "@/lib/sandbox/world/simulation/context";
import { event } from "@/lib/sandbox/world/simulation/events";
import { integer, mix } from "@/lib/sandbox/world/simulation/random";

interface Message {
  readonly publisher: number;
  readonly sentMs: number;
  readonly receives: number;
}

const VISIBILITY_TIMEOUT_MS = 30_000;
/** Receives after which the queue's own redrive policy takes a message away. */
const MAX_RECEIVES = 3;

/** An SQS queue and the poller that hands its messages to a function in batches. */
export class MessageQueue {
  readonly functionIndex: number;
  readonly #number: number;
  readonly #batchSize: number;
  readonly #waiting: Message[] = [];
  readonly #hidden = new Map<number, readonly Message[]>();
  #parcels = 0;
  #receiving = false;

  constructor(number: number, functionIndex: number, batchSize: number) {
    this.#number = number;
    this.functionIndex = functionIndex;
    this.#batchSize = batchSize;
  }

  accept(context: SimulationContext, atMs: number, publisher: number): void {
    this.#waiting.push({ publisher, sentMs: atMs, receives: 0 });
    this.#wake(context, atMs);
  }

  reveal(context: SimulationContext, atMs: number, parcel: number): void {
    this.#waiting.push(...(this.#hidden.get(parcel) ?? []));
    this.#hidden.delete(parcel);
    if (this.#waiting.length > 0) this.#wake(context, atMs);
  }

  receive(context: SimulationContext, atMs: number): void {
    this.#receiving = false;
    const batch = this.#waiting.splice(0, this.#batchSize);
    const [first] = batch;
    if (first === undefined) return;
    const placed = context.run({
      functionIndex: this.functionIndex,
      trigger: "sqs",
      atMs,
      request: -1,
      parents: batch.map((message) => message.publisher),
      attempt: 1,
      firstAttempt: -1,
      batchSize: batch.length,
      queuedMs: Math.round(atMs - first.sentMs),
    });
    if (placed === undefined || context.records.invocations.outcome(placed.invocation) !== "success") {
      this.#hide(context, atMs, batch);
    }
    if (this.#waiting.length > 0) this.#wake(context, atMs);
  }

  #hide(context: SimulationContext, atMs: number, batch: readonly Message[]): void {
    const kept = batch
      .map((message) => ({ ...message, receives: message.receives + 1 }))
      .filter((message) => message.receives < MAX_RECEIVES);
    if (kept.length === 0) return;
    const parcel = this.#parcels++;
    this.#hidden.set(parcel, kept);
    context.queue.schedule(atMs + VISIBILITY_TIMEOUT_MS, event.visible, this.#number, parcel);
  }

  #wake(context: SimulationContext, atMs: number): void {
    if (this.#receiving) return;
    this.#receiving = true;
    const delay = integer(mix(context.shop.seed, 73 + this.#number), Math.floor(atMs), 20, 320);
    context.queue.schedule(Math.floor(atMs) + delay, event.receive, this.#number);
  }
}
