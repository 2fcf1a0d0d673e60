import { percentile } from "@/lib/base/statistics";
import { type ClassifiedInit, classify } from "@/lib/cold-starts/classify";
import type { EnvironmentFacts, Reach } from "@/lib/cold-starts/environment-facts";
import { suppressedInits } from "@/lib/cold-starts/suppressed-inits";

/** How many of each. `unused` are counted among their kinds too; `suppressed` are invocations, not environments. */
export interface InitCounts {
  readonly onDemand: number;
  readonly snapStartRestore: number;
  readonly provisioned: number;
  readonly proactive: number;
  readonly failed: number;
  readonly unknown: number;
  readonly suppressed: number;
  readonly unused: number;
}

export interface HistogramBar {
  readonly fromMs: number;
  /** null: no upper end. */
  readonly toMs: number | null;
  readonly count: number;
}

export interface InitSummary {
  /** STARTs in the window; those still running are among them. */
  readonly invocations: number;
  readonly counts: InitCounts;
  /** Invocations that waited: on demand, restored or failed. */
  readonly felt: number;
  /** felt ÷ invocations, 0–1; null without invocations. */
  readonly feltRate: number | null;
  /** Sums of the reports' Init Duration and Restore Duration. */
  readonly initSumMs: number;
  readonly restoreSumMs: number;
  /** Of what was felt. null: nothing was. */
  readonly initP50Ms: number | null;
  readonly initP95Ms: number | null;
  readonly initP99Ms: number | null;
  readonly histogram: readonly HistogramBar[];
  /** What Billed Duration contains of inits and restores: never to be added to it. */
  readonly billedInitMs: number;
  /** Felt inits whose lines do not say what was billed: failed ones. */
  readonly billedInitUnknown: number;
  /** null where a price or a memory size is missing. */
  readonly billedInitUsd: number | null;
}

/** US dollars of one billed millisecond of an environment's function; null: not known. */
export type PriceOfMs = (environment: EnvironmentFacts) => number | null;

const BOUNDS_MS = [0, 50, 100, 200, 300, 500, 750, 1_000, 1_500, 2_000, 3_000, 5_000, 10_000] as const;

/** Counts, durations and dollars of the inits of a window. */
export function summariseInits(
  environments: readonly EnvironmentFacts[],
  reach: Reach,
  priceOfMs: PriceOfMs,
): InitSummary {
  const inits = environments.flatMap((environment) => classify(environment, reach) ?? []);
  const invocations = sum(environments, ({ inside }) => inside.starts);
  const felt = inits.filter((init) => init.felt === true);
  const waits = felt.flatMap(({ initMs }) => initMs ?? []);
  const at = (p: number) => percentile(waits, p) ?? null;
  const count = (kind: ClassifiedInit["kind"]) => inits.filter((init) => init.kind === kind).length;
  const failedFelt = felt.filter(({ kind }) => kind === "failed").length;
  return {
    invocations,
    counts: {
      onDemand: count("on-demand"),
      snapStartRestore: count("snap-start-restore"),
      provisioned: count("provisioned"),
      proactive: count("proactive"),
      // One that nobody waited for yet has no invocation to count.
      failed: failedFelt,
      unknown: count("unknown"),
      suppressed: sum(environments, (environment) => suppressedInits(environment, reach.window)),
      unused: inits.filter(({ unused }) => unused).length,
    },
    felt: felt.length,
    feltRate: invocations === 0 ? null : felt.length / invocations,
    initSumMs: sumOfKind(inits, "on-demand"),
    restoreSumMs: sumOfKind(inits, "snap-start-restore"),
    initP50Ms: at(50),
    initP95Ms: at(95),
    initP99Ms: at(99),
    histogram: histogramOf(waits),
    billedInitMs: sum(inits, ({ billedInitMs }) => billedInitMs ?? 0),
    billedInitUnknown: felt.filter(({ billedInitMs }) => billedInitMs === null).length,
    billedInitUsd: dollarsOf(inits, priceOfMs),
  };
}

/** Summaries by what a key says of an environment, most felt first; environments without a key are left out. */
export function summariseBy(
  environments: readonly EnvironmentFacts[],
  reach: Reach,
  priceOfMs: PriceOfMs,
  keyOf: (environment: EnvironmentFacts) => string | null,
): readonly { readonly key: string; readonly summary: InitSummary }[] {
  const groups = new Map<string, EnvironmentFacts[]>();
  for (const environment of environments) {
    const key = keyOf(environment);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [environment]);
    else group.push(environment);
  }
  return [...groups]
    .map(([key, own]) => ({ key, summary: summariseInits(own, reach, priceOfMs) }))
    .sort((a, b) => b.summary.felt - a.summary.felt || a.key.localeCompare(b.key));
}

function histogramOf(waits: readonly number[]): HistogramBar[] {
  if (waits.length === 0) return [];
  return BOUNDS_MS.map((fromMs, i) => {
    const toMs = BOUNDS_MS[i + 1] ?? null;
    return { fromMs, toMs, count: waits.filter((ms) => ms >= fromMs && (toMs === null || ms < toMs)).length };
  });
}

function dollarsOf(inits: readonly ClassifiedInit[], priceOfMs: PriceOfMs): number | null {
  let total = 0;
  for (const { billedInitMs, environment } of inits) {
    if (billedInitMs === null || billedInitMs === 0) continue;
    const price = priceOfMs(environment);
    if (price === null) return null;
    total += billedInitMs * price;
  }
  return total;
}

/** Hundredths of a millisecond are whole numbers and add up exactly. */
function sumOfKind(inits: readonly ClassifiedInit[], kind: ClassifiedInit["kind"]): number {
  return sum(inits, (init) => (init.kind === kind ? Math.round((init.initMs ?? 0) * 100) : 0)) / 100;
}

function sum<T>(items: readonly T[], figure: (item: T) => number): number {
  return items.reduce((total, item) => total + figure(item), 0);
}
