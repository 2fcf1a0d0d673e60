import { MINUTE_MS } from "@/lib/base/time";
import type { FunctionDef, World } from "@/lib/sandbox/world/types";
import { type PackedCache, PackedRecords } from "./packed-records";

/** Columns of a packed invocation; durations in hundredths of a millisecond, as exact as REPORT is. */
export const WAIT = 1;
export const DURATION = 2;
/** FAILED, PROVISIONED and the position of the version in `FunctionDef.versions`. */
export const MARKS = 3;
const WIDTH = 4;

export const FAILED = 1;
export const PROVISIONED = 2;
const VERSION_SHIFT = 2;

/** More than the longest time between acceptance and START (a failed init of 10 s and its repetition). */
export const INIT_MARGIN_MS = MINUTE_MS;

export function invocationSettleMs(def: FunctionDef): number {
  return def.timeoutMs + 2 * INIT_MARGIN_MS;
}

export function versionOf(marks: number): number {
  return marks >>> VERSION_SHIFT;
}

export function packedInvocations(world: World, def: FunctionDef, cache: PackedCache): PackedRecords {
  const versions = new Map(def.versions.map(({ version }, position) => [version, position]));
  const mayBeProvisioned = def.provisionedConcurrency !== null;
  return new PackedRecords(cache, {
    key: `f${def.index}`,
    width: WIDTH,
    settleMs: invocationSettleMs(def),
    list: (fromMs, toMs) => world.invocationsOf(def.index, fromMs, toMs),
    pack(index, rows, at) {
      const invocation = world.invocation(index);
      const provisioned =
        mayBeProvisioned && world.environment(invocation.environmentIndex).start === "provisioned";
      rows[at + WAIT] = Math.round(Math.max(0, invocation.startMs - invocation.arrivalMs) * 100);
      rows[at + DURATION] = Math.round(invocation.durationMs * 100);
      rows[at + MARKS] =
        ((versions.get(invocation.version) ?? versions.size) << VERSION_SHIFT) |
        (invocation.outcome === "success" ? 0 : FAILED) |
        (provisioned ? PROVISIONED : 0);
      return invocation.startMs;
    },
  });
}
