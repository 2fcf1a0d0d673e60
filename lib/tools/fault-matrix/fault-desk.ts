import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { injectFaults } from "@/lib/testing/inject-faults";

const calls = z.object({ operations: z.record(z.string(), z.object({ faulted: z.number() })) });

/** Longer than the slowest fault, 30 seconds. */
const COUNTED_WITHIN_MS = 35_000;
const LOOK_EVERY_MS = 500;

/** The faults of one sandbox, one a region: the sandbox takes all rules at once. */
export class FaultDesk {
  readonly #rules = new Map<string, object>();
  #turn: Promise<void> = Promise.resolve();

  constructor(private readonly sandboxUrl: string) {}

  put(region: string, rule: object): Promise<void> {
    this.#rules.set(region, { ...rule, region });
    return this.#send();
  }

  clear(region: string): Promise<void> {
    this.#rules.delete(region);
    return this.#send();
  }

  /**
   * Whether the fault has met a call of the operation. The sandbox counts a call when it is over, which a slow one may be
   * after the view has gone on without it.
   */
  async fired(region: string, operation: string): Promise<boolean> {
    for (let waitedMs = 0; waitedMs < COUNTED_WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
      if (((await this.calls(region))[operation]?.faulted ?? 0) > 0) return true;
      await sleep(LOOK_EVERY_MS);
    }
    return false;
  }

  /** What was asked in a region, by operation. */
  async calls(region: string): Promise<Readonly<Record<string, { readonly faulted: number }>>> {
    const response = await fetch(`${this.sandboxUrl}/_sandbox/calls?region=${region}`);
    return calls.parse(await response.json()).operations;
  }

  /** One after the other: the last list must be the newest. */
  #send(): Promise<void> {
    this.#turn = this.#turn.then(() => injectFaults(this.sandboxUrl, [...this.#rules.values()]));
    return this.#turn;
  }
}
