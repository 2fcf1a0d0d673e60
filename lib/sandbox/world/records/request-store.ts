import { codeOf, requestOutcomes } from "@/lib/sandbox/world/records/codes";
import { bytes, floats, ints, shorts } from "@/lib/sandbox/world/records/column";
import type { RequestOutcome } from "@/lib/sandbox/world/types";

const CANARY = 1;
const SAMPLED = 2;
/** Latency of a request that still runs. */
const PENDING = -1;
const NO_INTEGRATION = -1;

/** API requests as columns. A request is opened when it arrives and closed when its answer is known. */
export class RequestStore {
  readonly #api = bytes();
  readonly #route = bytes();
  readonly #outcome = bytes();
  readonly #flags = bytes();
  readonly #startMs = floats();
  readonly #latencyMs = ints();
  readonly #integrationMs = ints();
  readonly #status = shorts();
  readonly #invocation = ints();
  readonly #authorizer = ints();
  readonly #responseBytes = ints();

  get length(): number {
    return this.#startMs.length;
  }

  open(api: number, route: number, startMs: number, canary: boolean, sampled: boolean): number {
    const index = this.#api.push(api);
    this.#route.push(route);
    this.#outcome.push(0);
    this.#flags.push((canary ? CANARY : 0) | (sampled ? SAMPLED : 0));
    this.#startMs.push(startMs);
    this.#latencyMs.push(PENDING);
    this.#integrationMs.push(NO_INTEGRATION);
    this.#status.push(0);
    this.#invocation.push(-1);
    this.#authorizer.push(-1);
    this.#responseBytes.push(0);
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
    this.#status.set(index, status);
    this.#outcome.set(index, codeOf.requestOutcome(outcome));
    this.#latencyMs.set(index, latencyMs);
    this.#integrationMs.set(index, integrationMs ?? NO_INTEGRATION);
    this.#invocation.set(index, invocation);
    this.#responseBytes.set(index, responseBytes);
  }

  setAuthorizer(index: number, invocation: number): void {
    this.#authorizer.set(index, invocation);
  }

  api(index: number): number {
    return this.#api.get(index);
  }
  route(index: number): number {
    return this.#route.get(index);
  }
  outcome(index: number): RequestOutcome {
    return requestOutcomes[this.#outcome.get(index)] ?? "ok";
  }
  canary(index: number): boolean {
    return (this.#flags.get(index) & CANARY) !== 0;
  }
  sampled(index: number): boolean {
    return (this.#flags.get(index) & SAMPLED) !== 0;
  }
  startMs(index: number): number {
    return this.#startMs.get(index);
  }
  /** Infinity while the request runs. */
  latencyMs(index: number): number {
    const latency = this.#latencyMs.get(index);
    return latency === PENDING ? Number.POSITIVE_INFINITY : latency;
  }
  integrationLatencyMs(index: number): number | null {
    const latency = this.#integrationMs.get(index);
    return latency === NO_INTEGRATION ? null : latency;
  }
  status(index: number): number {
    return this.#status.get(index);
  }
  invocation(index: number): number {
    return this.#invocation.get(index);
  }
  authorizer(index: number): number {
    return this.#authorizer.get(index);
  }
  responseBytes(index: number): number {
    return this.#responseBytes.get(index);
  }
}
