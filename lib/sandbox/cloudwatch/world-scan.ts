import { MINUTE_MS } from "@/lib/base/time";
import type {
  FunctionDef,
  IndexList,
  InvocationRecord,
  RequestRecord,
  World,
} from "@/lib/sandbox/world/types";
import { peakPerMinute } from "./concurrency";
import type { SampleSource } from "./metric";

/** Sources of samples over the records of a world. */

/** More than the longest time between acceptance and START (a failed init of 10 s and its repetition). */
const INIT_MARGIN_MS = MINUTE_MS;
/** REST and HTTP APIs answer within 30 s. */
const REQUEST_SETTLE_MS = MINUTE_MS;

export function invocationSettleMs(def: FunctionDef): number {
  return def.timeoutMs + 2 * INIT_MARGIN_MS;
}

function eachIndex(list: IndexList, visit: (index: number) => void): void {
  for (let i = 0; i < list.length; i++) {
    const index = list[i];
    if (index !== undefined) visit(index);
  }
}

export type InvocationFilter = (invocation: InvocationRecord) => boolean;

/** One sample per invocation of a function, at its start; undefined values give none. */
export function invocationSource(
  world: World,
  def: FunctionDef,
  key: string,
  shape: SampleSource["shape"],
  value: (invocation: InvocationRecord) => number | undefined,
): SampleSource {
  return {
    key,
    shape,
    settleMs: invocationSettleMs(def),
    scan(fromMs, toMs, visit) {
      eachIndex(world.invocationsOf(def.index, fromMs, toMs), (index) => {
        const invocation = world.invocation(index);
        const sample = value(invocation);
        if (sample !== undefined) visit(invocation.startMs, sample);
      });
    },
  };
}

/** A 1 per throttled attempt, at its time. */
export function throttleSource(world: World, def: FunctionDef, key: string): SampleSource {
  return {
    key,
    shape: "flags",
    settleMs: invocationSettleMs(def),
    scan(fromMs, toMs, visit) {
      for (const throttle of world.throttlesOf(def.index, fromMs, toMs)) visit(throttle.atMs, 1);
    },
  };
}

export function asyncSource(
  world: World,
  def: FunctionDef,
  key: string,
  kind: "received" | "dropped" | "dead-letter-error",
): SampleSource {
  return {
    key,
    shape: "ones",
    settleMs: invocationSettleMs(def),
    scan(fromMs, toMs, visit) {
      for (const record of world.asyncOf(def.index, fromMs, toMs)) {
        if (record.kind === kind) visit(record.atMs, 1);
      }
    },
  };
}

/** One sample per request of an API, at its start; undefined values give none. */
export function requestSource(
  world: World,
  apiIndex: number,
  key: string,
  shape: SampleSource["shape"],
  value: (request: RequestRecord) => number | undefined,
): SampleSource {
  return {
    key,
    shape,
    settleMs: REQUEST_SETTLE_MS,
    scan(fromMs, toMs, visit) {
      eachIndex(world.requestsOf(apiIndex, fromMs, toMs), (index) => {
        const request = world.request(index);
        const sample = value(request);
        if (sample !== undefined) visit(request.startMs, sample);
      });
    },
  };
}

/**
 * One sample per minute in which any of these functions ran: the most executions running at one moment, scaled.
 * AWS does not document how often it samples concurrency; a peak a minute makes Maximum exact for every period.
 * An execution counts from its acceptance, the init it waited for included, to the end of the handler.
 */
export function concurrencySource(
  world: World,
  defs: readonly FunctionDef[],
  key: string,
  keep: InvocationFilter = () => true,
  scale: (peak: number) => number = (peak) => peak,
): SampleSource {
  return {
    key,
    shape: "values",
    settleMs: Math.max(0, ...defs.map(invocationSettleMs)),
    scan(fromMs, toMs, visit) {
      const begins: number[] = [];
      const ends: number[] = [];
      for (const def of defs) {
        const firstMs = fromMs - invocationSettleMs(def);
        eachIndex(world.invocationsOf(def.index, firstMs, toMs + INIT_MARGIN_MS), (index) => {
          const invocation = world.invocation(index);
          const endMs = invocation.startMs + Math.max(invocation.durationMs, 0.01);
          if (endMs <= fromMs || !keep(invocation)) return;
          begins.push(Math.min(invocation.arrivalMs, invocation.startMs));
          ends.push(endMs);
        });
      }
      if (begins.length === 0) return;
      const peaks = peakPerMinute(
        Float64Array.from(begins).sort(),
        Float64Array.from(ends).sort(),
        fromMs,
        toMs,
      );
      for (const [minute, peak] of peaks.entries()) {
        if (peak > 0) visit(fromMs + minute * MINUTE_MS, scale(peak));
      }
    },
  };
}
