import { HOUR_MS } from "@/lib/base/time";
import type { FunctionModel } from "@/lib/sandbox/world/definitions";
import type { NewEnvironment } from "@/lib/sandbox/world/records/environment-store";
import { between, integer, mix, skewed, unit } from "@/lib/sandbox/world/simulation/random";
import type { EnvironmentStart } from "@/lib/sandbox/world/types";

/** Limit of the init phase; a slower one is cut and repeated in the first invoke [D lambda-runtime-environment]. */
const INIT_LIMIT_CS = 1_000_000;
const FAILED_INIT_SHARE = 0.004;

/** Draws a new environment: how its init or restore goes and how long the service keeps it. */
export function newEnvironment(
  model: FunctionModel,
  seed: number,
  index: number,
  version: number,
  start: EnvironmentStart,
  initStartMs: number,
): NewEnvironment {
  const key = mix(seed ^ 0x2c1b3c6d, index);
  const restore = model.def.snapStart && version > 0;
  const fails = start === "on-demand" && !restore && unit(key, 1) < FAILED_INIT_SHARE;
  const timesOut = fails && unit(key, 2) < 0.4;
  const initCs = timesOut
    ? INIT_LIMIT_CS - integer(key, 3, 0, 900)
    : Math.min(INIT_LIMIT_CS - 1, Math.round(skewed(key, 4, model.blueprint.initMedianMs, 0.18) * 100));
  return {
    functionIndex: model.def.index,
    version,
    start,
    restore,
    initStartMs,
    initCs,
    billedRestoreMs: restore ? integer(key, 5, 74, 190) : 0,
    initStatus: fails ? (timesOut ? "timeout" : "error") : "ok",
    readyMs: initStartMs + Math.ceil(initCs / 100),
    retireMs: initStartMs + between(key, 6, start === "provisioned" ? 3 : 1.4, 5) * HOUR_MS,
    idleTimeoutMs: start === "provisioned" ? Number.POSITIVE_INFINITY : model.def.idleTimeoutMs,
  };
}

/** Length of an init repeated inside an invoke, in hundredths of a millisecond. */
export function suppressedInitCs(model: FunctionModel, invocationKey: number): number {
  return Math.round(skewed(invocationKey, 31, model.blueprint.initMedianMs, 0.12) * 100);
}

/** MB that each invocation of a leaking process leaves behind. */
const LEAK_MB = 13;
/** A process that was already old when the leak began has leaked for at most this many invocations. */
const LEAK_CYCLE = 40;

/**
 * Memory at the end of an invocation, and whether the process was killed for it. `uses` are the invocations that
 * this process has served before.
 */
export function memoryUse(
  model: FunctionModel,
  environment: number,
  uses: number,
  key: number,
  leaking: boolean,
): { readonly usedMb: number; readonly killed: boolean } {
  const { memoryMb } = model.def;
  const own = model.blueprint.baseMemoryMb * (0.96 + 0.08 * unit(mix(environment, 99), 1));
  const grown = leaking ? LEAK_MB * ((uses % LEAK_CYCLE) + 1) : Math.min(14, 2 * Math.log2(1 + uses));
  const usedMb = Math.round(own + grown + 2 * unit(key, 32));
  return usedMb >= memoryMb ? { usedMb: memoryMb, killed: leaking } : { usedMb, killed: false };
}
