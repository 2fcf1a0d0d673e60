import { CHUNK, Chunks, slotOf } from "@/lib/sandbox/world/records/chunks";
import { codeOf, outcomes, triggers } from "@/lib/sandbox/world/records/codes";
import type { Outcome, Trigger } from "@/lib/sandbox/world/types";

const SAMPLED = 1;
const COLD = 2;
const CLIENT_ERROR = 4;

export interface NewInvocation {
  readonly functionIndex: number;
  readonly version: number;
  readonly trigger: Trigger;
  readonly arrivalMs: number;
  readonly startMs: number;
  /** Hundredths of a millisecond. */
  readonly durationCs: number;
  readonly suppressedInitCs: number;
  readonly maxMemoryUsedMb: number;
  readonly outcome: Outcome;
  readonly clientError: boolean;
  readonly environment: number;
  readonly cold: boolean;
  readonly request: number;
  readonly parents: readonly number[];
  readonly attempt: number;
  /** -1: this is the first attempt. */
  readonly firstAttempt: number;
  readonly batchSize: number;
  readonly queuedMs: number;
  readonly sampled: boolean;
  readonly incident: number;
}

class InvocationChunk {
  readonly functionIndex = new Uint16Array(CHUNK);
  readonly version = new Uint8Array(CHUNK);
  readonly trigger = new Uint8Array(CHUNK);
  readonly outcome = new Uint8Array(CHUNK);
  readonly flags = new Uint8Array(CHUNK);
  readonly startMs = new Float64Array(CHUNK);
  readonly waitMs = new Int32Array(CHUNK);
  readonly durationCs = new Int32Array(CHUNK);
  readonly memoryMb = new Uint16Array(CHUNK);
  readonly environment = new Int32Array(CHUNK);
  readonly request = new Int32Array(CHUNK);
  readonly parent = new Int32Array(CHUNK);
  readonly batchSize = new Uint16Array(CHUNK);
  readonly queuedMs = new Int32Array(CHUNK);
  readonly incident = new Uint16Array(CHUNK);
  readonly nextInEnvironment = new Int32Array(CHUNK);
  readonly lastChild = new Int32Array(CHUNK);
  readonly previousSibling = new Int32Array(CHUNK);
}

/** Invocations as columns; rare facts live in maps. Links (children, next in environment) are chains of indexes. */
export class InvocationStore {
  readonly #chunks = new Chunks(() => new InvocationChunk());
  readonly #suppressedInitCs = new Map<number, number>();
  readonly #retries = new Map<number, { readonly attempt: number; readonly first: number }>();
  readonly #attempts = new Map<number, number[]>();
  readonly #batchParents = new Map<number, readonly number[]>();
  readonly #batchChildren = new Map<number, number[]>();

  get length(): number {
    return this.#chunks.length;
  }

  push(one: NewInvocation): number {
    const parent = one.parents[0] ?? -1;
    const index = this.#chunks.add();
    const chunk = this.#chunks.of(index);
    const slot = slotOf(index);
    chunk.functionIndex[slot] = one.functionIndex;
    chunk.version[slot] = one.version;
    chunk.trigger[slot] = codeOf.trigger(one.trigger);
    chunk.outcome[slot] = codeOf.outcome(one.outcome);
    chunk.flags[slot] =
      (one.sampled ? SAMPLED : 0) | (one.cold ? COLD : 0) | (one.clientError ? CLIENT_ERROR : 0);
    chunk.startMs[slot] = one.startMs;
    chunk.waitMs[slot] = one.startMs - one.arrivalMs;
    chunk.durationCs[slot] = one.durationCs;
    chunk.memoryMb[slot] = one.maxMemoryUsedMb;
    chunk.environment[slot] = one.environment;
    chunk.request[slot] = one.request;
    chunk.parent[slot] = parent;
    chunk.batchSize[slot] = one.batchSize;
    chunk.queuedMs[slot] = one.queuedMs;
    chunk.incident[slot] = one.incident + 1;
    chunk.nextInEnvironment[slot] = -1;
    chunk.lastChild[slot] = -1;
    chunk.previousSibling[slot] = -1;
    if (one.suppressedInitCs > 0) this.#suppressedInitCs.set(index, one.suppressedInitCs);
    if (one.firstAttempt >= 0) {
      this.#retries.set(index, { attempt: one.attempt, first: one.firstAttempt });
      const attempts = this.#attempts.get(one.firstAttempt);
      if (attempts === undefined) this.#attempts.set(one.firstAttempt, [one.firstAttempt, index]);
      else attempts.push(index);
    }
    if (parent >= 0) {
      const parentChunk = this.#chunks.of(parent);
      chunk.previousSibling[slot] = parentChunk.lastChild[slotOf(parent)] ?? -1;
      parentChunk.lastChild[slotOf(parent)] = index;
    }
    if (one.parents.length > 1) {
      this.#batchParents.set(index, one.parents);
      for (const other of one.parents.slice(1)) {
        if (other === parent) continue;
        const children = this.#batchChildren.get(other);
        if (children === undefined) this.#batchChildren.set(other, [index]);
        else if (children.at(-1) !== index) children.push(index);
      }
    }
    return index;
  }

  functionIndex(index: number): number {
    return this.#chunks.of(index).functionIndex[slotOf(index)] ?? 0;
  }
  version(index: number): number {
    return this.#chunks.of(index).version[slotOf(index)] ?? 0;
  }
  trigger(index: number): Trigger {
    return triggers[this.#chunks.of(index).trigger[slotOf(index)] ?? 0] ?? "direct";
  }
  outcome(index: number): Outcome {
    return outcomes[this.#chunks.of(index).outcome[slotOf(index)] ?? 0] ?? "success";
  }
  sampled(index: number): boolean {
    return ((this.#chunks.of(index).flags[slotOf(index)] ?? 0) & SAMPLED) !== 0;
  }
  cold(index: number): boolean {
    return ((this.#chunks.of(index).flags[slotOf(index)] ?? 0) & COLD) !== 0;
  }
  /** The handler answered 4xx. */
  clientError(index: number): boolean {
    return ((this.#chunks.of(index).flags[slotOf(index)] ?? 0) & CLIENT_ERROR) !== 0;
  }
  startMs(index: number): number {
    return this.#chunks.of(index).startMs[slotOf(index)] ?? 0;
  }
  arrivalMs(index: number): number {
    const chunk = this.#chunks.of(index);
    return (chunk.startMs[slotOf(index)] ?? 0) - (chunk.waitMs[slotOf(index)] ?? 0);
  }
  durationMs(index: number): number {
    return (this.#chunks.of(index).durationCs[slotOf(index)] ?? 0) / 100;
  }
  endMs(index: number): number {
    const chunk = this.#chunks.of(index);
    return (chunk.startMs[slotOf(index)] ?? 0) + (chunk.durationCs[slotOf(index)] ?? 0) / 100;
  }
  maxMemoryUsedMb(index: number): number {
    return this.#chunks.of(index).memoryMb[slotOf(index)] ?? 0;
  }
  environment(index: number): number {
    return this.#chunks.of(index).environment[slotOf(index)] ?? 0;
  }
  request(index: number): number {
    return this.#chunks.of(index).request[slotOf(index)] ?? 0;
  }
  parent(index: number): number {
    return this.#chunks.of(index).parent[slotOf(index)] ?? 0;
  }
  batchParents(index: number): readonly number[] | undefined {
    return this.#batchParents.get(index);
  }
  batchSize(index: number): number {
    return this.#chunks.of(index).batchSize[slotOf(index)] ?? 0;
  }
  queuedMs(index: number): number {
    return this.#chunks.of(index).queuedMs[slotOf(index)] ?? 0;
  }
  incident(index: number): number {
    return (this.#chunks.of(index).incident[slotOf(index)] ?? 0) - 1;
  }
  suppressedInitMs(index: number): number {
    return (this.#suppressedInitCs.get(index) ?? 0) / 100;
  }
  attempt(index: number): number {
    return this.#retries.get(index)?.attempt ?? 1;
  }
  firstAttempt(index: number): number {
    return this.#retries.get(index)?.first ?? index;
  }
  attempts(first: number): readonly number[] {
    return this.#attempts.get(first) ?? [first];
  }
  nextInEnvironment(index: number): number {
    return this.#chunks.of(index).nextInEnvironment[slotOf(index)] ?? 0;
  }
  linkInEnvironment(previous: number, next: number): void {
    this.#chunks.of(previous).nextInEnvironment[slotOf(previous)] = next;
  }

  /** Ascending. */
  children(index: number): readonly number[] {
    const found: number[] = [];
    let child = this.#chunks.of(index).lastChild[slotOf(index)] ?? 0;
    while (child >= 0) {
      found.push(child);
      child = this.#chunks.of(child).previousSibling[slotOf(child)] ?? 0;
    }
    const more = this.#batchChildren.get(index);
    if (more !== undefined) found.push(...more);
    return found.sort((a, b) => a - b);
  }
}
