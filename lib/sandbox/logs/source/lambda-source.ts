import { LRUCache } from "lru-cache";
import { LambdaEvents } from "@/lib/sandbox/logs/source/lambda-events";
import type { EventAddress, LogEvent } from "@/lib/sandbox/logs/source/log-event";
import type { LogSource, Restriction, StreamFacts, Window } from "@/lib/sandbox/logs/source/log-source";
import type { EnvironmentRecord, FunctionDef, World } from "@/lib/sandbox/world/types";

/** An init or restore never takes longer; lines of an invocation may begin so long before its START. */
const LONGEST_INIT_MS = 15_000;
const DAY_MS = 86_400_000;

/** Events of the functions that share one log group. One stream per execution environment; its id is the index. */
export class LambdaSource implements LogSource {
  readonly lambda = true;

  constructor(
    private readonly world: World,
    private readonly functions: readonly FunctionDef[],
  ) {}

  streams(): StreamFacts[] {
    const { world } = this;
    return this.functions.flatMap((fn) =>
      Array.from(world.environmentsOf(fn.index, world.startMs, world.nowMs() + 1), (index) =>
        this.facts(index),
      ),
    );
  }

  /** A stream's name begins with the day of its environment, which leaves few to compare. */
  streamsNamed(names: ReadonlySet<string>): StreamFacts[] {
    const found: StreamFacts[] = [];
    for (const day of new Set([...names].map(dayOf))) {
      if (day === null) continue;
      for (const fn of this.functions) {
        for (const index of Array.from(this.world.environmentsOf(fn.index, day, day + DAY_MS))) {
          const { initStartMs } = this.world.environment(index);
          if (initStartMs < day || initStartMs >= day + DAY_MS) continue;
          if (names.has(this.world.logStreamName(index))) found.push(this.facts(index));
        }
      }
    }
    return found;
  }

  weight({ fromMs, toMs }: Window): number {
    return this.functions.reduce(
      (sum, fn) => sum + this.world.invocationsOf(fn.index, fromMs, toMs).length,
      0,
    );
  }

  collect(window: Window, streamIds: ReadonlySet<number> | null, only: Restriction | null): LogEvent[] {
    const out = new LambdaEvents(this.world, window);
    if (only !== null) {
      for (const index of only.invocations) {
        const { functionIndex, environmentIndex } = this.world.invocation(index);
        const fn = this.functions.find((candidate) => candidate.index === functionIndex);
        if (fn !== undefined && (streamIds?.has(environmentIndex) ?? true)) out.invocation(fn, index);
      }
      return out.events;
    }
    for (const fn of this.functions) {
      if (streamIds === null) this.collectFunction(fn, window, out);
    }
    for (const environmentIndex of streamIds ?? []) this.collectEnvironment(environmentIndex, out);
    return out.events;
  }

  eventAt(address: EventAddress): LogEvent | undefined {
    if (address.streamId >= this.world.environmentCount) return undefined;
    const window = { fromMs: address.timestamp, toMs: address.timestamp + 1 };
    const out = new LambdaEvents(this.world, window);
    const environment = this.world.environment(address.streamId);
    const fn = this.functions.find((candidate) => candidate.index === environment.functionIndex);
    if (fn === undefined) return undefined;
    if (address.record === 0) out.environment(fn, environment);
    else if (address.record <= this.world.invocationCount) out.invocation(fn, address.record - 1);
    return out.events.find(
      (event) =>
        event.streamId === address.streamId && event.record === address.record && event.line === address.line,
    );
  }

  private collectFunction(fn: FunctionDef, { fromMs, toMs }: Window, out: LambdaEvents): void {
    for (const index of Array.from(this.world.environmentsOf(fn.index, fromMs, toMs))) {
      out.environment(fn, this.world.environment(index));
    }
    const candidates = this.world.invocationsOf(
      fn.index,
      fromMs - fn.timeoutMs - 1_000,
      toMs + LONGEST_INIT_MS,
    );
    for (let i = 0; i < candidates.length; i++) out.invocation(fn, candidates[i] ?? 0);
    for (const index of this.runningAt(fn, toMs)) out.invocation(fn, index);
  }

  /** Invocations that have begun and not ended, when the window reaches so far. Their lines so far are there. */
  private runningAt(fn: FunctionDef, toMs: number): number[] {
    const nowMs = this.world.nowMs();
    if (toMs < nowMs - fn.timeoutMs) return [];
    const running: number[] = [];
    for (const environmentIndex of Array.from(this.world.environmentsOf(fn.index, nowMs, nowMs + 1))) {
      const invocations = this.world.invocationsOfEnvironment(environmentIndex);
      const last = invocations[invocations.length - 1];
      if (last === undefined) continue;
      const { startMs, durationMs } = this.world.invocation(last);
      if (startMs + durationMs > nowMs) running.push(last);
    }
    return running;
  }

  private collectEnvironment(environmentIndex: number, out: LambdaEvents): void {
    const environment = this.world.environment(environmentIndex);
    const fn = this.functions.find((candidate) => candidate.index === environment.functionIndex);
    if (fn === undefined) return;
    out.environment(fn, environment);
    const invocations = this.world.invocationsOfEnvironment(environmentIndex);
    for (let i = firstEndingAfter(this.world, invocations, out.window.fromMs); i < invocations.length; i++) {
      const index = invocations[i] ?? 0;
      if (this.world.invocation(index).startMs > out.window.toMs + LONGEST_INIT_MS) break;
      out.invocation(fn, index);
    }
  }

  private facts(environmentIndex: number): StreamFacts {
    const { world } = this;
    const environment = world.environment(environmentIndex);
    return {
      id: environmentIndex,
      name: world.logStreamName(environmentIndex),
      createdMs: Math.floor(environment.initStartMs),
      firstMs: Math.floor(environment.initStartMs),
      lastMs: (asOfMs) => lastEventMs(world, environment, asOfMs),
    };
  }
}

function dayOf(streamName: string): number | null {
  const [, year, month, day] = /^(\d{4})\/(\d\d)\/(\d\d)\//.exec(streamName) ?? [];
  return year === undefined ? null : Date.UTC(Number(year), Number(month) - 1, Number(day));
}

/** Position of the first invocation of an environment that has not ended before the instant. */
function firstEndingAfter(world: World, invocations: ArrayLike<number>, atMs: number): number {
  let low = 0;
  let high = invocations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { startMs, durationMs } = world.invocation(invocations[middle] ?? 0);
    if (startMs + durationMs < Math.floor(atMs)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Last events of environments that are gone, which cannot change: listing streams asks for all of them each time. */
const LAST_EVENTS = new WeakMap<World, LRUCache<number, number>>();
const MAX_LAST_EVENTS = 100_000;

function lastEventMs(world: World, environment: EnvironmentRecord, asOfMs: number): number | null {
  if (environment.endMs > asOfMs) return findLastEventMs(world, environment, asOfMs);
  let known = LAST_EVENTS.get(world);
  if (known === undefined) {
    known = new LRUCache({ max: MAX_LAST_EVENTS });
    LAST_EVENTS.set(world, known);
  }
  const found = known.get(environment.index) ?? findLastEventMs(world, environment, asOfMs);
  if (found !== null) known.set(environment.index, found);
  return found;
}

function findLastEventMs(world: World, environment: EnvironmentRecord, asOfMs: number): number | null {
  const invocations = world.invocationsOfEnvironment(environment.index);
  for (let i = invocations.length - 1; i >= 0; i--) {
    const { startMs, durationMs } = world.invocation(invocations[i] ?? 0);
    if (startMs + durationMs <= asOfMs) return Math.floor(startMs + durationMs);
  }
  return environment.initStartMs <= asOfMs ? Math.floor(environment.initStartMs) : null;
}
