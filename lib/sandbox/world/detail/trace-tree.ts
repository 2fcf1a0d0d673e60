import type { Shop } from "@/lib/sandbox/world/definitions";
import type { Ids } from "@/lib/sandbox/world/detail/ids";
import type { Records } from "@/lib/sandbox/world/records/records";

type Root = { readonly kind: 0 | 1; readonly index: number };

/**
 * Which records are one trace. The root is the API request where its stage traces, else the first invocation; SNS
 * and async descendants and retries stay in the trace of their publisher, SQS consumers begin their own.
 */
export class TraceTree {
  readonly #shop: Shop;
  readonly #records: Records;
  readonly #ids: Ids;

  constructor(shop: Shop, records: Records, ids: Ids) {
    this.#shop = shop;
    this.#records = records;
    this.#ids = ids;
  }

  traceIdOf(invocation: number): string {
    return this.#idOf(this.#rootOf(invocation));
  }

  /** Empty when the stage does not trace and no function was called. */
  traceIdOfRequest(request: number): string {
    const { requests } = this.#records;
    if (this.#isRoot(request)) return this.#idOf({ kind: 0, index: request });
    const invocation = requests.invocation(request);
    return invocation < 0 ? "" : this.traceIdOf(invocation);
  }

  find(
    traceId: string,
  ): { readonly requestIndex: number; readonly invocationIndexes: readonly number[] } | undefined {
    const root = this.#ids.traceRootOf(traceId);
    if (root === undefined || !this.#exists(root) || this.#idOf(root) !== traceId) return undefined;
    const found: number[] = [];
    if (root.kind === 0) {
      const { requests } = this.#records;
      this.#collect(requests.authorizer(root.index), found);
      this.#collect(requests.invocation(root.index), found);
      return { requestIndex: root.index, invocationIndexes: found };
    }
    this.#collect(root.index, found);
    return {
      requestIndex: this.#records.invocations.request(root.index),
      invocationIndexes: found,
    };
  }

  #exists(root: Root): boolean {
    if (root.kind === 0) return root.index < this.#records.requests.length && this.#isRoot(root.index);
    if (root.index >= this.#records.invocations.length) return false;
    const own = this.#rootOf(root.index);
    return own.kind === 1 && own.index === root.index;
  }

  #collect(invocation: number, into: number[]): void {
    if (invocation < 0) return;
    const { invocations } = this.#records;
    for (const attempt of invocations.attempts(invocation)) {
      into.push(attempt);
      for (const child of invocations.children(attempt)) {
        const continues = this.#records.tracedParent(invocations.trigger(child), attempt) >= 0;
        if (continues && invocations.attempt(child) === 1) this.#collect(child, into);
      }
    }
  }

  #rootOf(invocation: number): Root {
    const { invocations } = this.#records;
    const first = invocations.firstAttempt(invocation);
    const request = invocations.request(first);
    if (request >= 0) {
      return this.#isRoot(request) ? { kind: 0, index: request } : { kind: 1, index: first };
    }
    const parent = this.#records.tracedParent(invocations.trigger(first), invocations.parent(first));
    return parent < 0 ? { kind: 1, index: first } : this.#rootOf(parent);
  }

  #isRoot(request: number): boolean {
    return this.#shop.apis[this.#records.requests.api(request)]?.def.tracing === true;
  }

  #idOf(root: Root): string {
    const beganMs =
      root.kind === 0
        ? this.#records.requests.startMs(root.index)
        : this.#records.invocations.arrivalMs(root.index);
    return this.#ids.traceId(root.kind, root.index, Math.floor(beganMs / 1000));
  }
}
