import "server-only";
import type { LogUsage } from "@/lib/cost/usage";
import { initPaid } from "@/lib/cost/waste/cold-start-init";
import { debugLogging } from "@/lib/cost/waste/debug-logging";
import type { FunctionFacts, LineSums } from "@/lib/cost/waste/facts";
import { retriesPaid } from "@/lib/cost/waste/retries";
import { timeoutsPaid } from "@/lib/cost/waste/timeouts";
import { unusedMemory } from "@/lib/cost/waste/unused-memory";
import type { Waste } from "@/lib/cost/waste/waste";
import type { WasteKind } from "@/lib/model/views/cost-waste";
import type { CostFunction } from "@/lib/server/cost/subjects";
import { factsOf } from "@/lib/server/cost/waste/function-facts";
import type { Looked } from "@/lib/server/cost/waste/kinds";
import type { LinePlan, LinesFound } from "@/lib/server/cost/waste/read-lines";

/** Waste that only log lines tell. */
export type LineKind = Exclude<WasteKind, "idle-provisioned" | "never-expiring">;

interface Subject {
  readonly fn: FunctionFacts;
  readonly sums: LineSums;
  readonly logClass: LogUsage["logClass"];
}

/** How a kind is found in the sums of a function, and whether successful REPORTs are needed for it. */
const seekers = {
  "unused-memory": { needsReports: true, seek: ({ fn, sums }) => unusedMemory(fn, sums.bySize) },
  // What fails is logged at every level. [D monitoring-cloudwatchlogs-log-level]
  timeouts: { needsReports: false, seek: ({ fn, sums }) => timeoutsPaid(fn, sums.bySize) },
  "debug-logging": {
    needsReports: false,
    seek: ({ fn, sums, logClass }) => debugLogging(fn.name, sums, logClass),
  },
  "cold-start-init": { needsReports: true, seek: ({ fn, sums }) => initPaid(fn, sums.bySize) },
} as const satisfies Record<
  Exclude<LineKind, "retries">,
  { needsReports: boolean; seek: (subject: Subject) => Waste | null }
>;

export function lookInLines(
  kind: LineKind,
  functions: readonly CostFunction[],
  plan: LinePlan,
  found: LinesFound,
): Looked {
  return kind === "retries"
    ? lookForRetries(functions, plan, found)
    : lookInSums(kind, functions, plan, found);
}

function lookInSums(
  kind: Exclude<LineKind, "retries">,
  functions: readonly CostFunction[],
  plan: LinePlan,
  found: LinesFound,
): Looked {
  const { needsReports, seek } = seekers[kind];
  const wastes: Waste[] = [];
  const unknown: { name: string; reason: string }[] = [];
  for (const one of functions) {
    const { name, logGroup } = one.config;
    const reason =
      plan.unread.get(name) ??
      found.unread.sums.get(logGroup)?.message ??
      (needsReports && hidesReports(one) ? HIDDEN : null);
    if (reason !== null) {
      unknown.push({ name, reason });
      continue;
    }
    const waste = seek({
      fn: factsOf(one),
      sums: sized(found.sums.get(name) ?? noLines, one.config.memoryMb),
      logClass: plan.infrequent.has(logGroup) ? "infrequent-access" : "lambda",
    });
    if (waste !== null) wastes.push(waste);
  }
  return { wastes, unknown, among: functions.length - unknown.length, noun: "function" };
}

function lookForRetries(
  functions: readonly CostFunction[],
  plan: LinePlan,
  { retries, retriesLimited, unread }: LinesFound,
): Looked {
  const wastes: Waste[] = [];
  const unknown: { name: string; reason: string }[] = [];
  for (const one of functions) {
    const { name, logGroup } = one.config;
    // CloudWatch told that no asynchronous event failed: no line has to be read for that.
    const asked = plan.retried.includes(name);
    const reason = asked
      ? (unread.retries.get(logGroup)?.message ?? (hidesReports(one) ? HIDDEN : null))
      : plan.calm.has(name)
        ? null
        : (plan.unread.get(name) ?? null);
    if (reason !== null) {
      unknown.push({ name, reason });
      continue;
    }
    const waste = retriesPaid(factsOf(one), retries.get(name)?.bySize ?? [], retriesLimited);
    if (waste !== null) wastes.push(waste);
  }
  const examples = new Map([...retries].map(([name, { examples: own }]) => [name, own]));
  return { wastes, unknown, among: functions.length - unknown.length, noun: "function", examples };
}

const noLines: LineSums = { bySize: [], debug: { lines: 0, characters: 0 } };

/** Where no REPORT told the memory size, the one that is configured. */
function sized(sums: LineSums, memoryMb: number): LineSums {
  return {
    ...sums,
    bySize: sums.bySize.map((one) => (one.memoryMb === 0 ? { ...one, memoryMb } : one)),
  };
}

const HIDDEN = "Its system log level is WARN: REPORTs of what went well are not logged.";

function hidesReports({ config }: CostFunction): boolean {
  return config.logFormat === "JSON" && config.systemLogLevel === "WARN";
}
