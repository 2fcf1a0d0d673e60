import "server-only";
import { costLineOf } from "@/lib/cost/cost-line";
import { exact } from "@/lib/cost/estimate-figures";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { sumOf } from "@/lib/cost/sum";
import { type PricedWaste, priceWaste } from "@/lib/cost/waste/price-waste";
import type { Waste } from "@/lib/cost/waste/waste";
import type { UsdRange } from "@/lib/model/views/cost";
import type { WasteFinding, WasteKind, WasteOfKind } from "@/lib/model/views/cost-waste";
import { evidenceOf } from "@/lib/server/cost/waste/evidence";

export const titles = {
  "unused-memory": "Memory never used",
  timeouts: "Timeouts paid in full",
  retries: "Retries of failing events",
  "idle-provisioned": "Idle provisioned concurrency",
  "debug-logging": "Debug logging",
  "never-expiring": "Log groups that never expire",
  "cold-start-init": "Init of cold starts",
} as const satisfies Record<WasteKind, string>;

/** What was looked for, before it is told. */
export interface Looked {
  readonly wastes: readonly Waste[];
  readonly unknown: WasteOfKind["unknown"];
  /** How many functions or groups it was looked for in; 0: in none. */
  readonly among: number;
  readonly noun: string;
  /** Requests to show, by function. */
  readonly examples?: ReadonlyMap<string, readonly { readonly requestId: string; readonly lastMs: number }[]>;
}

export function toldKind(
  kind: WasteKind,
  { wastes, unknown, among, noun, examples }: Looked,
  windowMs: number,
  list: PriceList,
): WasteOfKind {
  const findings = wastes
    .map((waste) =>
      findingOf(kind, priceWaste(waste, windowMs, list), examples?.get(waste.subject.name) ?? []),
    )
    .filter(({ monthly }) => monthly.highUsd > 0)
    .sort((a, b) => b.monthly.highUsd - a.monthly.highUsd || a.subject.name.localeCompare(b.subject.name));
  const base = { kind, title: titles[kind], findings, unknown };
  if (findings.length > 0) {
    const monthly = rangeOf(
      sumOf(findings.map((one) => one.monthly.lowUsd)),
      sumOf(findings.map((one) => one.monthly.highUsd)),
    );
    return { ...base, state: "found", reason: null, monthly };
  }
  if (among === 0) {
    const reason = unknown[0]?.reason ?? `There is no ${noun} to look at.`;
    return { ...base, state: "unknown", reason, monthly: null };
  }
  const reason = `Looked for in ${among.toLocaleString("en")} ${noun}${among === 1 ? "" : "s"}: none.`;
  return { ...base, state: "none", reason, monthly: rangeOf(0, 0) };
}

/** A kind that nobody looked for, or that cannot be known. */
export function untoldKind(kind: WasteKind, state: "not-asked" | "unknown", reason: string): WasteOfKind {
  return { kind, title: titles[kind], state, reason, monthly: null, findings: [], unknown: [] };
}

function findingOf(
  kind: WasteKind,
  waste: PricedWaste,
  examples: readonly { readonly requestId: string; readonly lastMs: number }[],
): WasteFinding {
  const { low, high } = waste.monthly;
  const one = waste.high === null;
  return {
    subject: waste.subject,
    monthly: rangeOf(low.totalUsd, high.totalUsd),
    window: waste.window && rangeOf(waste.window.low, waste.window.high),
    certainty: waste.certainty,
    why: waste.why,
    remedy: waste.remedy,
    assumptions: [...waste.assumptions, ...unpricedNotes(high.unpriced.length)],
    lines: { low: low.lines.map(costLineOf), high: one ? null : high.lines.map(costLineOf) },
    evidence: [...evidenceOf(kind, waste.subject.name, examples)],
  };
}

function unpricedNotes(count: number): readonly string[] {
  return count === 0 ? [] : ["The price list lacks a price for a part of it, which is not in the figure."];
}

function rangeOf(low: number, high: number): UsdRange {
  return { lowUsd: exact(low), highUsd: exact(high) };
}
