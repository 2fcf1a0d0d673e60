import { z } from "zod";
import { injectFaults } from "@/lib/testing/inject-faults";

const calls = z.object({ operations: z.record(z.string(), z.object({ faulted: z.number() })) });

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

  /** How many calls of the operation the fault has met. */
  async fired(region: string, operation: string): Promise<number> {
    return (await this.calls(region))[operation]?.faulted ?? 0;
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
