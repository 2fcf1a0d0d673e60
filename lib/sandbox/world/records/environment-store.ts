import { CHUNK, Chunks, slotOf } from "@/lib/sandbox/world/records/chunks";
import { environmentStarts, initStatuses } from "@/lib/sandbox/world/records/codes";
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

class EnvironmentChunk {
  readonly functionIndex = new Uint16Array(CHUNK);
  readonly version = new Uint8Array(CHUNK);
  readonly start = new Uint8Array(CHUNK);
  readonly restore = new Uint8Array(CHUNK);
  readonly status = new Uint8Array(CHUNK);
  readonly initStartMs = new Float64Array(CHUNK);
  readonly initCs = new Int32Array(CHUNK);
  readonly billedRestoreMs = new Int32Array(CHUNK);
  readonly first = new Int32Array(CHUNK);
  readonly last = new Int32Array(CHUNK);
  readonly busyUntilMs = new Float64Array(CHUNK);
  readonly retireMs = new Float64Array(CHUNK);
  readonly idleMs = new Float64Array(CHUNK);
  readonly uses = new Int32Array(CHUNK);
  readonly needsInit = new Uint8Array(CHUNK);
}

/** Execution environments: what happened to them, and the state that the scheduler needs. */
export class EnvironmentStore {
  readonly #chunks = new Chunks(() => new EnvironmentChunk());

  get length(): number {
    return this.#chunks.length;
  }

  push(one: NewEnvironment): number {
    const index = this.#chunks.add();
    const chunk = this.#chunks.of(index);
    const slot = slotOf(index);
    chunk.functionIndex[slot] = one.functionIndex;
    chunk.version[slot] = one.version;
    chunk.start[slot] = environmentStarts.indexOf(one.start);
    chunk.restore[slot] = one.restore ? 1 : 0;
    chunk.status[slot] = initStatuses.indexOf(one.initStatus);
    chunk.initStartMs[slot] = one.initStartMs;
    chunk.initCs[slot] = one.initCs;
    chunk.billedRestoreMs[slot] = one.billedRestoreMs;
    chunk.first[slot] = -1;
    chunk.last[slot] = -1;
    chunk.busyUntilMs[slot] = one.readyMs;
    chunk.retireMs[slot] = one.retireMs;
    chunk.idleMs[slot] = one.idleTimeoutMs;
    chunk.uses[slot] = 0;
    chunk.needsInit[slot] = one.initStatus === "ok" ? 0 : 1;
    return index;
  }

  functionIndex(index: number): number {
    return this.#chunks.of(index).functionIndex[slotOf(index)] ?? 0;
  }
  version(index: number): number {
    return this.#chunks.of(index).version[slotOf(index)] ?? 0;
  }
  start(index: number): EnvironmentStart {
    return environmentStarts[this.#chunks.of(index).start[slotOf(index)] ?? 0] ?? "on-demand";
  }
  restore(index: number): boolean {
    return (this.#chunks.of(index).restore[slotOf(index)] ?? 0) === 1;
  }
  initStatus(index: number): EnvironmentRecord["initStatus"] {
    return initStatuses[this.#chunks.of(index).status[slotOf(index)] ?? 0] ?? "ok";
  }
  initStartMs(index: number): number {
    return this.#chunks.of(index).initStartMs[slotOf(index)] ?? 0;
  }
  initMs(index: number): number {
    return (this.#chunks.of(index).initCs[slotOf(index)] ?? 0) / 100;
  }
  billedRestoreMs(index: number): number {
    return this.#chunks.of(index).billedRestoreMs[slotOf(index)] ?? 0;
  }
  first(index: number): number {
    return this.#chunks.of(index).first[slotOf(index)] ?? 0;
  }
  last(index: number): number {
    return this.#chunks.of(index).last[slotOf(index)] ?? 0;
  }
  /** Init or the latest invocation runs until then. */
  busyUntilMs(index: number): number {
    return this.#chunks.of(index).busyUntilMs[slotOf(index)] ?? 0;
  }
  /** When it goes away unless it is used again. */
  expiryMs(index: number): number {
    const chunk = this.#chunks.of(index);
    const slot = slotOf(index);
    const busyUntil = chunk.busyUntilMs[slot] ?? 0;
    const retire = chunk.retireMs[slot] ?? 0;
    const idle = chunk.idleMs[slot] ?? 0;
    return Math.max(busyUntil, Math.min(busyUntil + idle, retire));
  }
  /** Invocations since the process last started. */
  uses(index: number): number {
    return this.#chunks.of(index).uses[slotOf(index)] ?? 0;
  }
  /** The next invocation must repeat the init. */
  needsInit(index: number): boolean {
    return (this.#chunks.of(index).needsInit[slotOf(index)] ?? 0) === 1;
  }

  use(index: number, invocation: number, untilMs: number, processDied: boolean): void {
    const chunk = this.#chunks.of(index);
    const slot = slotOf(index);
    if ((chunk.first[slot] ?? -1) < 0) chunk.first[slot] = invocation;
    chunk.last[slot] = invocation;
    chunk.busyUntilMs[slot] = untilMs;
    chunk.uses[slot] = processDied ? 0 : (chunk.uses[slot] ?? 0) + 1;
    chunk.needsInit[slot] = processDied ? 1 : 0;
  }
}
