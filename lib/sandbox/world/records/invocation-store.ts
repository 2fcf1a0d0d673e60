import { codeOf, outcomes, triggers } from "@/lib/sandbox/world/records/codes";
import { bytes, floats, ints, shorts } from "@/lib/sandbox/world/records/column";
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

/** Invocations as columns; rare facts live in maps. Links (children, next in environment) are chains of indexes. */
export class InvocationStore {
  readonly #functionIndex = shorts();
  readonly #version = bytes();
  readonly #trigger = bytes();
  readonly #outcome = bytes();
  readonly #flags = bytes();
  readonly #startMs = floats();
  readonly #waitMs = ints();
  readonly #durationCs = ints();
  readonly #memoryMb = shorts();
  readonly #environment = ints();
  readonly #request = ints();
  readonly #parent = ints();
  readonly #batchSize = shorts();
  readonly #queuedMs = ints();
  readonly #incident = shorts();
  readonly #nextInEnvironment = ints();
  readonly #lastChild = ints();
  readonly #previousSibling = ints();
  readonly #suppressedInitCs = new Map<number, number>();
  readonly #retries = new Map<number, { readonly attempt: number; readonly first: number }>();
  readonly #attempts = new Map<number, number[]>();
  readonly #batchParents = new Map<number, readonly number[]>();
  readonly #batchChildren = new Map<number, number[]>();

  get length(): number {
    return this.#startMs.length;
  }

  push(one: NewInvocation): number {
    const parent = one.parents[0] ?? -1;
    const index = this.#functionIndex.push(one.functionIndex);
    this.#version.push(one.version);
    this.#trigger.push(codeOf.trigger(one.trigger));
    this.#outcome.push(codeOf.outcome(one.outcome));
    this.#flags.push(
      (one.sampled ? SAMPLED : 0) | (one.cold ? COLD : 0) | (one.clientError ? CLIENT_ERROR : 0),
    );
    this.#startMs.push(one.startMs);
    this.#waitMs.push(one.startMs - one.arrivalMs);
    this.#durationCs.push(one.durationCs);
    this.#memoryMb.push(one.maxMemoryUsedMb);
    this.#environment.push(one.environment);
    this.#request.push(one.request);
    this.#parent.push(parent);
    this.#batchSize.push(one.batchSize);
    this.#queuedMs.push(one.queuedMs);
    this.#incident.push(one.incident + 1);
    this.#nextInEnvironment.push(-1);
    this.#lastChild.push(-1);
    this.#previousSibling.push(-1);
    if (one.suppressedInitCs > 0) this.#suppressedInitCs.set(index, one.suppressedInitCs);
    if (one.firstAttempt >= 0) {
      this.#retries.set(index, { attempt: one.attempt, first: one.firstAttempt });
      const attempts = this.#attempts.get(one.firstAttempt);
      if (attempts === undefined) this.#attempts.set(one.firstAttempt, [one.firstAttempt, index]);
      else attempts.push(index);
    }
    if (parent >= 0) {
      this.#previousSibling.set(index, this.#lastChild.get(parent));
      this.#lastChild.set(parent, index);
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
    return this.#functionIndex.get(index);
  }
  version(index: number): number {
    return this.#version.get(index);
  }
  trigger(index: number): Trigger {
    return triggers[this.#trigger.get(index)] ?? "direct";
  }
  outcome(index: number): Outcome {
    return outcomes[this.#outcome.get(index)] ?? "success";
  }
  sampled(index: number): boolean {
    return (this.#flags.get(index) & SAMPLED) !== 0;
  }
  cold(index: number): boolean {
    return (this.#flags.get(index) & COLD) !== 0;
  }
  /** The handler answered 4xx. */
  clientError(index: number): boolean {
    return (this.#flags.get(index) & CLIENT_ERROR) !== 0;
  }
  startMs(index: number): number {
    return this.#startMs.get(index);
  }
  arrivalMs(index: number): number {
    return this.#startMs.get(index) - this.#waitMs.get(index);
  }
  durationMs(index: number): number {
    return this.#durationCs.get(index) / 100;
  }
  endMs(index: number): number {
    return this.#startMs.get(index) + this.#durationCs.get(index) / 100;
  }
  maxMemoryUsedMb(index: number): number {
    return this.#memoryMb.get(index);
  }
  environment(index: number): number {
    return this.#environment.get(index);
  }
  request(index: number): number {
    return this.#request.get(index);
  }
  parent(index: number): number {
    return this.#parent.get(index);
  }
  batchParents(index: number): readonly number[] | undefined {
    return this.#batchParents.get(index);
  }
  batchSize(index: number): number {
    return this.#batchSize.get(index);
  }
  queuedMs(index: number): number {
    return this.#queuedMs.get(index);
  }
  incident(index: number): number {
    return this.#incident.get(index) - 1;
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
    return this.#nextInEnvironment.get(index);
  }
  linkInEnvironment(previous: number, next: number): void {
    this.#nextInEnvironment.set(previous, next);
  }

  /** Ascending. */
  children(index: number): readonly number[] {
    const found: number[] = [];
    let child = this.#lastChild.get(index);
    while (child >= 0) {
      found.push(child);
      child = this.#previousSibling.get(child);
    }
    const more = this.#batchChildren.get(index);
    if (more !== undefined) found.push(...more);
    return found.sort((a, b) => a - b);
  }
}
