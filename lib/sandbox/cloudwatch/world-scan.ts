import { MINUTE_MS } from "@/lib/base/time";
import type { FunctionDef, InvocationRecord, World } from "@/lib/sandbox/world/types";
import { peakPerMinute } from "./concurrency";
import type { SampleSource, Shape } from "./metric";
import { DURATION, INIT_MARGIN_MS, invocationSettleMs, MARKS, WAIT } from "./packed-invocations";
import type { PackedRecords } from "./packed-records";

/** Sources of samples over the records of a world. */

/** One sample per record, at its start; undefined values give none. */
export function packedSource(
  records: PackedRecords,
  key: string,
  shape: Shape,
  value: (rows: Uint32Array, at: number) => number | undefined,
): SampleSource {
  return {
    key,
    shape,
    settleMs: records.settleMs,
    scan(fromMs, toMs, nowMs, visit) {
      records.each(fromMs, toMs, nowMs, (startMs, rows, at) => {
        const sample = value(rows, at);
        if (sample !== undefined) visit(startMs, sample);
      });
    },
  };
}

/** As `packedSource`, over facts that only few invocations have and that are therefore not packed. */
export function rareSource(
  world: World,
  def: FunctionDef,
  key: string,
  value: (invocation: InvocationRecord) => number | undefined,
): SampleSource {
  return {
    key,
    shape: "values",
    settleMs: invocationSettleMs(def),
    scan(fromMs, toMs, _nowMs, visit) {
      const list = world.invocationsOf(def.index, fromMs, toMs);
      for (let i = 0; i < list.length; i++) {
        const index = list[i];
        if (index === undefined) continue;
        const invocation = world.invocation(index);
        const sample = value(invocation);
        if (sample !== undefined) visit(invocation.startMs, sample);
      }
    },
  };
}

/** A 1 per throttled attempt, at its time. */
export function throttleSource(world: World, def: FunctionDef, key: string): SampleSource {
  return {
    key,
    shape: "flags",
    settleMs: invocationSettleMs(def),
    scan(fromMs, toMs, _nowMs, visit) {
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
    scan(fromMs, toMs, _nowMs, visit) {
      for (const record of world.asyncOf(def.index, fromMs, toMs)) {
        if (record.kind === kind) visit(record.atMs, 1);
      }
    },
  };
}

/**
 * One sample per minute in which any of these functions ran: the most executions running at one moment, scaled.
 * AWS does not document how often it samples concurrency; a peak a minute makes Maximum exact for every period.
 * An execution counts from its acceptance, the init it waited for included, to the end of the handler.
 */
export function concurrencySource(
  functions: readonly PackedRecords[],
  key: string,
  keep: (marks: number) => boolean = () => true,
  scale: (peak: number) => number = (peak) => peak,
): SampleSource {
  return {
    key,
    shape: "peaks",
    settleMs: Math.max(0, ...functions.map((records) => records.settleMs)),
    scan(fromMs, toMs, nowMs, visit) {
      const begins: number[] = [];
      const ends: number[] = [];
      for (const records of functions) {
        const firstMs = fromMs - records.settleMs;
        records.each(firstMs, toMs + INIT_MARGIN_MS, nowMs, (startMs, rows, at) => {
          const endMs = startMs + Math.max((rows[at + DURATION] ?? 0) / 100, 0.01);
          if (endMs <= fromMs || !keep(rows[at + MARKS] ?? 0)) return;
          begins.push(startMs - (rows[at + WAIT] ?? 0) / 100);
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
