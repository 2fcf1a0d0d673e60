import "server-only";
import type { DurationMs } from "@/lib/base/time";
import { addShared } from "@/lib/cache/shared-counter";
import { sharedStatus } from "@/lib/cache/shared-store";

/** Adds to a counter that all instances share; its new total, or null without a shared store. Whole numbers. */
type AddShared = (name: string, amount: number, ttlMs: DurationMs) => Promise<number | null>;

const NANO = 1e9;

/**
 * Dollars that several instances add up together, in whole billionths. Adding does not wait: until the store has answered,
 * what this instance added is counted on top of the last total known.
 */
export class SharedSum {
  readonly #name: string;
  readonly #ttlMs: DurationMs;
  readonly #addShared: AddShared;
  readonly #isReachable: () => boolean;
  /** null: no store has answered yet. */
  #known: number | null = null;
  #pending = 0;
  /** Never sent, for there was nobody to send it to. */
  #owed = 0;

  constructor(
    name: string,
    ttlMs: DurationMs,
    add: AddShared = addShared,
    isReachable: () => boolean = () => sharedStatus().state === "connected",
  ) {
    this.#isReachable = isReachable;
    this.#name = name;
    this.#ttlMs = ttlMs;
    this.#addShared = add;
  }

  add(usd: number): void {
    if (usd !== 0) void this.#send(Math.round(usd * NANO));
  }

  /** As far as this instance knows without asking; null: nothing is shared. */
  knownUsd(): number | null {
    return this.#known === null ? null : (this.#known + this.#pending + this.#owed) / NANO;
  }

  /** Asks the store; the last total known where it does not answer. */
  async read(): Promise<number | null> {
    await this.#send(0);
    return this.knownUsd();
  }

  async #send(nanos: number): Promise<void> {
    const reachable = this.#isReachable();
    const amount = nanos + this.#owed;
    this.#owed = 0;
    this.#pending += amount;
    const total = await this.#addShared(this.#name, amount, this.#ttlMs).catch(() => null);
    this.#pending -= amount;
    if (total !== null) this.#known = total;
    // A store that is gone for a while must not make anything free.
    else if (!reachable) this.#owed += amount;
    // It may have been counted and only the answer come too late: sent again, it would count again each time.
    else if (this.#known !== null) this.#known += amount;
  }
}
