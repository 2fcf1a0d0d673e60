import { environmentStarts, initStatuses } from "@/lib/sandbox/world/records/codes";
import { bytes, floats, ints, shorts } from "@/lib/sandbox/world/records/column";
import type { EnvironmentRecord, EnvironmentStart } from "@/lib/sandbox/world/types";

export interface NewEnvironment {
  readonly functionIndex: number;
  readonly version: number;
  readonly start: EnvironmentStart;
  readonly restore: boolean;
  readonly initStartMs: number;
  readonly initCs: number;
  readonly billedRestoreMs: number;
  readonly initStatus: EnvironmentRecord["initStatus"];
  readonly readyMs: number;
  /** The service takes it away at the first idle moment after this instant. */
  readonly retireMs: number;
  readonly idleTimeoutMs: number;
}

/** Execution environments: what happened to them, and the state that the scheduler needs. */
export class EnvironmentStore {
  readonly #functionIndex = shorts();
  readonly #version = bytes();
  readonly #start = bytes();
  readonly #restore = bytes();
  readonly #status = bytes();
  readonly #initStartMs = floats();
  readonly #initCs = ints();
  readonly #billedRestoreMs = ints();
  readonly #first = ints();
  readonly #last = ints();
  readonly #busyUntilMs = floats();
  readonly #retireMs = floats();
  readonly #idleMs = floats();
  readonly #uses = ints();
  readonly #needsInit = bytes();

  get length(): number {
    return this.#functionIndex.length;
  }

  push(one: NewEnvironment): number {
    const index = this.#functionIndex.push(one.functionIndex);
    this.#version.push(one.version);
    this.#start.push(environmentStarts.indexOf(one.start));
    this.#restore.push(one.restore ? 1 : 0);
    this.#status.push(initStatuses.indexOf(one.initStatus));
    this.#initStartMs.push(one.initStartMs);
    this.#initCs.push(one.initCs);
    this.#billedRestoreMs.push(one.billedRestoreMs);
    this.#first.push(-1);
    this.#last.push(-1);
    this.#busyUntilMs.push(one.readyMs);
    this.#retireMs.push(one.retireMs);
    this.#idleMs.push(one.idleTimeoutMs);
    this.#uses.push(0);
    this.#needsInit.push(one.initStatus === "ok" ? 0 : 1);
    return index;
  }

  functionIndex(index: number): number {
    return this.#functionIndex.get(index);
  }
  version(index: number): number {
    return this.#version.get(index);
  }
  start(index: number): EnvironmentStart {
    return environmentStarts[this.#start.get(index)] ?? "on-demand";
  }
  restore(index: number): boolean {
    return this.#restore.get(index) === 1;
  }
  initStatus(index: number): EnvironmentRecord["initStatus"] {
    return initStatuses[this.#status.get(index)] ?? "ok";
  }
  initStartMs(index: number): number {
    return this.#initStartMs.get(index);
  }
  initMs(index: number): number {
    return this.#initCs.get(index) / 100;
  }
  billedRestoreMs(index: number): number {
    return this.#billedRestoreMs.get(index);
  }
  first(index: number): number {
    return this.#first.get(index);
  }
  last(index: number): number {
    return this.#last.get(index);
  }
  /** Init or the latest invocation runs until then. */
  busyUntilMs(index: number): number {
    return this.#busyUntilMs.get(index);
  }
  /** When it goes away unless it is used again. */
  expiryMs(index: number): number {
    const busyUntil = this.#busyUntilMs.get(index);
    const retire = this.#retireMs.get(index);
    const idle = this.#idleMs.get(index);
    return Math.max(busyUntil, Math.min(busyUntil + idle, retire));
  }
  /** Invocations since the process last started. */
  uses(index: number): number {
    return this.#uses.get(index);
  }
  /** The next invocation must repeat the init. */
  needsInit(index: number): boolean {
    return this.#needsInit.get(index) === 1;
  }

  use(index: number, invocation: number, untilMs: number, processDied: boolean): void {
    if (this.#first.get(index) < 0) this.#first.set(index, invocation);
    this.#last.set(index, invocation);
    this.#busyUntilMs.set(index, untilMs);
    this.#uses.set(index, processDied ? 0 : this.#uses.get(index) + 1);
    this.#needsInit.set(index, processDied ? 1 : 0);
  }
}
