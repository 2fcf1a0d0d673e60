import "server-only";
import { groupOfLog, type InsightsRow } from "@/lib/aws/logs-insights";
import type { LineSums, ReportSums, RetrySums } from "@/lib/cost/waste/facts";

/** Which function a row is of; null: none that was asked for. */
export type OwnerOf = (group: string, fn: string | null) => string | null;

/** Sums by function from the rows of `wasteQuery`. A row without an owner, or with numbers that are none, adds nothing. */
export function lineSumsOf(rows: readonly InsightsRow[], ownerOf: OwnerOf): ReadonlyMap<string, LineSums> {
  const sums = new Map<string, LineSums>();
  for (const row of rows) {
    const name = ownerOf(groupOfLog(row.log), row.fn || null);
    if (name === null) continue;
    const known = sums.get(name) ?? { bySize: [], debug: { lines: 0, characters: 0 } };
    sums.set(name, added(known, row));
  }
  return new Map([...sums].map(([name, sum]) => [name, withOldTimeouts(sum)]));
}

/** Lines of before sizes are known wait under this one. */
const NO_SIZE = 0;

function added({ bySize, debug }: LineSums, row: InsightsRow): LineSums {
  if (row.debugLevel) {
    const { lines, characters } = debug;
    return {
      bySize,
      debug: { lines: lines + numberIn(row, "lines"), characters: characters + numberIn(row, "characters") },
    };
  }
  const reports = numberIn(row, "reports");
  const used = numberIn(row, "used");
  const report: ReportSums = {
    memoryMb: Math.round(numberIn(row, "memoryMb")) || NO_SIZE,
    reports,
    billedMs: numberIn(row, "billed"),
    handlerMs: numberIn(row, "handler"),
    maxMemoryUsedMb: used > 0 ? Math.round(used) : null,
    timeouts: numberIn(row, "timeouts") + numberIn(row, "oldTimeouts"),
    timeoutMs: numberIn(row, "timeoutMs") + Math.round(numberIn(row, "oldSeconds") * 1000),
  };
  const same = bySize.find(({ memoryMb }) => memoryMb === report.memoryMb);
  return {
    bySize: [...bySize.filter((one) => one !== same), same === undefined ? report : joined(same, report)],
    debug,
  };
}

function joined(a: ReportSums, b: ReportSums): ReportSums {
  const used = [a.maxMemoryUsedMb, b.maxMemoryUsedMb].flatMap((one) => one ?? []);
  return {
    memoryMb: a.memoryMb,
    reports: a.reports + b.reports,
    billedMs: a.billedMs + b.billedMs,
    handlerMs: a.handlerMs + b.handlerMs,
    maxMemoryUsedMb: used.length === 0 ? null : Math.max(...used),
    timeouts: a.timeouts + b.timeouts,
    timeoutMs: a.timeoutMs + b.timeoutMs,
  };
}

/** A line of its own tells of a timeout, without the memory size: it is that of most of the REPORTs. */
function withOldTimeouts({ bySize, debug }: LineSums): LineSums {
  const sizeless = bySize.find(({ memoryMb }) => memoryMb === NO_SIZE);
  if (sizeless === undefined) return { bySize, debug };
  const [most, ...others] = bySize.filter((one) => one !== sizeless).sort((a, b) => b.reports - a.reports);
  if (most === undefined) return { bySize: [sizeless], debug };
  return { bySize: [joined(most, sizeless), ...others], debug };
}

export interface FoundRetries {
  readonly bySize: readonly RetrySums[];
  /** Dearest first. */
  readonly examples: readonly { readonly requestId: string; readonly lastMs: number }[];
}

const EXAMPLES = 3;

/** Attempts after the first, by function, from the rows of `retriesQuery`. */
export function retriesOf(rows: readonly InsightsRow[], ownerOf: OwnerOf): ReadonlyMap<string, FoundRetries> {
  const found = new Map<string, FoundRetries>();
  for (const row of rows) {
    const name = ownerOf(groupOfLog(row.log), row.fn || null);
    const retries = numberIn(row, "within") - numberIn(row, "firstWithin");
    if (name === null || !row.requestId || retries <= 0) continue;
    const { bySize, examples } = found.get(name) ?? { bySize: [], examples: [] };
    const memoryMb = Math.round(numberIn(row, "sizeMb"));
    const same = bySize.find((one) => one.memoryMb === memoryMb);
    const billedMs = numberIn(row, "billed") - numberIn(row, "firstBilled");
    const sum = {
      memoryMb,
      retries: (same?.retries ?? 0) + retries,
      billedMs: (same?.billedMs ?? 0) + billedMs,
    };
    const example = { requestId: row.requestId, lastMs: numberIn(row, "lastAt") };
    found.set(name, {
      bySize: [...bySize.filter((one) => one !== same), sum],
      examples: examples.length < EXAMPLES ? [...examples, example] : examples,
    });
  }
  return found;
}

function numberIn(row: InsightsRow, name: string): number {
  const value = Number(row[name] ?? 0);
  return Number.isFinite(value) && value > 0 ? value : 0;
}
