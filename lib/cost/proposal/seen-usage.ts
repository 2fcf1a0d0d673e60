import { HOUR_MS } from "@/lib/base/time";
import type { SeenSize } from "@/lib/cost/change";
import { grouped } from "@/lib/cost/grouped";
import type { LoadSeries } from "@/lib/cost/proposal/facts";
import type { Span } from "@/lib/cost/span";
import { sumOf } from "@/lib/cost/sum";
import { type FunctionUsage, rangeOf, type UsageRecord } from "@/lib/cost/usage";
import type { UsageRange } from "@/lib/cost/usage-range";

/** Fewer executions tell nothing of a mean. */
const ENOUGH = 100;
const DAY_HOURS = 24;

/** One function's executions, all versions and routes. */
export interface SeenFunction {
  readonly name: string;
  readonly records: readonly FunctionUsage[];
  readonly requests: number;
  readonly busyMs: number;
  readonly initMs: Span;
}

export function functionsIn({ low, high }: UsageRange): ReadonlyMap<string, SeenFunction> {
  const least = byFunction(low);
  const result = new Map<string, SeenFunction>();
  for (const [name, records] of byFunction(high)) {
    if (name === null) continue;
    result.set(name, {
      name,
      records,
      requests: sumOf(records.map(({ requests }) => requests)),
      busyMs: busyMsOf(records),
      initMs: { least: initMsOf(least.get(name) ?? [], "low"), most: initMsOf(records, "high") },
    });
  }
  return result;
}

function byFunction(usage: readonly UsageRecord[]) {
  const executed = usage.filter((one): one is FunctionUsage => one.kind === "function" && one.requests > 0);
  return grouped(executed, ({ functionName }) => functionName);
}

function initMsOf(records: readonly FunctionUsage[], end: "low" | "high"): number {
  return sumOf(records.map(({ initMs }) => rangeOf(initMs)[end]));
}

/** Memory sizes at which versions of the function ran often enough, with their mean durations. */
export function sizesSeen({ records }: SeenFunction): readonly SeenSize[] {
  return means(records, ({ memoryMb }) => memoryMb).map(([memoryMb, meanMs]) => ({ memoryMb, meanMs }));
}

/** Duration on arm64 over that on x86_64, where versions of the function ran often enough on both; null: not seen. */
export function armFactorSeen({ records }: SeenFunction): number | null {
  const byArchitecture = new Map(means(records, ({ architecture }) => architecture));
  const [arm, x86] = [byArchitecture.get("arm64"), byArchitecture.get("x86_64")];
  return arm === undefined || x86 === undefined || x86 === 0 ? null : arm / x86;
}

/** Mean duration by a property, of the groups with enough executions. */
function means<K>(records: readonly FunctionUsage[], keyOf: (record: FunctionUsage) => K): [K, number][] {
  return [...grouped(records, keyOf)].flatMap(([key, own]): [K, number][] => {
    const requests = sumOf(own.map((record) => record.requests));
    return requests < ENOUGH ? [] : [[key, busyMsOf(own) / requests]];
  });
}

/** The load as it would be if it were even over the window: by hour of the day. */
export function evenLoad({ busyMs }: SeenFunction, windowMs: number): LoadSeries {
  const bins = Array.from({ length: DAY_HOURS }, (_, hour) => ({
    startMs: hour * HOUR_MS,
    busyMs: busyMs / DAY_HOURS,
  }));
  return { binMs: windowMs / DAY_HOURS, bins };
}

function busyMsOf(records: readonly FunctionUsage[]): number {
  return sumOf(records.map(({ billedMs, whileProvisionedMs }) => billedMs + whileProvisionedMs));
}
