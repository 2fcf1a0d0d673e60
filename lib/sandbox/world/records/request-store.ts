import { CHUNK, Chunks, slotOf } from "@/lib/sandbox/world/records/chunks";
import { codeOf, requestOutcomes } from "@/lib/sandbox/world/records/codes";
import type { RequestOutcome } from "@/lib/sandbox/world/types";

const CANARY = 1;
const SAMPLED = 2;
/** Latency of a request that still runs. */
const PENDING = -1;
const NO_INTEGRATION = -1;

class RequestChunk {
  readonly api = new Uint8Array(CHUNK);
  readonly route = new Uint8Array(CHUNK);
  readonly outcome = new Uint8Array(CHUNK);
  readonly flags = new Uint8Array(CHUNK);
  readonly startMs = new Float64Array(CHUNK);
  readonly latencyMs = new Int32Array(CHUNK);
  readonly integrationMs = new Int32Array(CHUNK);
  readonly status = new Uint16Array(CHUNK);
  readonly invocation = new Int32Array(CHUNK);
  readonly authorizer = new Int32Array(CHUNK);
  readonly responseBytes = new Int32Array(CHUNK);
}

/** API requests as columns. A request is opened when it arrives and closed when its answer is known. */
export class RequestStore {
  readonly #chunks = new Chunks(() => new RequestChunk());

  get length(): number {
    return this.#chunks.length;
  }

  open(api: number, route: number, startMs: number, canary: boolean, sampled: boolean): number {
    const index = this.#chunks.add();
    const chunk = this.#chunks.of(index);
    const slot = slotOf(index);
    chunk.api[slot] = api;
    chunk.route[slot] = route;
    chunk.outcome[slot] = 0;
    chunk.flags[slot] = (canary ? CANARY : 0) | (sampled ? SAMPLED : 0);
    chunk.startMs[slot] = startMs;
    chunk.latencyMs[slot] = PENDING;
    chunk.integrationMs[slot] = NO_INTEGRATION;
    chunk.status[slot] = 0;
    chunk.invocation[slot] = -1;
    chunk.authorizer[slot] = -1;
    chunk.responseBytes[slot] = 0;
    return index;
  }

  close(
    index: number,
    status: number,
    outcome: RequestOutcome,
    latencyMs: number,
    integrationMs: number | null,
    invocation: number,
    responseBytes: number,
  ): void {
    const chunk = this.#chunks.of(index);
    const slot = slotOf(index);
    chunk.status[slot] = status;
    chunk.outcome[slot] = codeOf.requestOutcome(outcome);
    chunk.latencyMs[slot] = latencyMs;
    chunk.integrationMs[slot] = integrationMs ?? NO_INTEGRATION;
    chunk.invocation[slot] = invocation;
    chunk.responseBytes[slot] = responseBytes;
  }

  setAuthorizer(index: number, invocation: number): void {
    this.#chunks.of(index).authorizer[slotOf(index)] = invocation;
  }

  api(index: number): number {
    return this.#chunks.of(index).api[slotOf(index)] ?? 0;
  }
  route(index: number): number {
    return this.#chunks.of(index).route[slotOf(index)] ?? 0;
  }
  outcome(index: number): RequestOutcome {
    return requestOutcomes[this.#chunks.of(index).outcome[slotOf(index)] ?? 0] ?? "ok";
  }
  canary(index: number): boolean {
    return ((this.#chunks.of(index).flags[slotOf(index)] ?? 0) & CANARY) !== 0;
  }
  sampled(index: number): boolean {
    return ((this.#chunks.of(index).flags[slotOf(index)] ?? 0) & SAMPLED) !== 0;
  }
  startMs(index: number): number {
    return this.#chunks.of(index).startMs[slotOf(index)] ?? 0;
  }
  /** Infinity while the request runs. */
  latencyMs(index: number): number {
    const latency = this.#chunks.of(index).latencyMs[slotOf(index)] ?? 0;
    return latency === PENDING ? Number.POSITIVE_INFINITY : latency;
  }
  integrationLatencyMs(index: number): number | null {
    const latency = this.#chunks.of(index).integrationMs[slotOf(index)] ?? 0;
    return latency === NO_INTEGRATION ? null : latency;
  }
  status(index: number): number {
    return this.#chunks.of(index).status[slotOf(index)] ?? 0;
  }
  invocation(index: number): number {
    return this.#chunks.of(index).invocation[slotOf(index)] ?? 0;
  }
  authorizer(index: number): number {
    return this.#chunks.of(index).authorizer[slotOf(index)] ?? 0;
  }
  responseBytes(index: number): number {
    return this.#chunks.of(index).responseBytes[slotOf(index)] ?? 0;
  }
}
