import { rangeOf, type UsageRecord } from "@/lib/cost/usage";
import type { UsageRange } from "@/lib/cost/usage-range";

/** Billed init by function, for each billed millisecond of the handler on demand. */
export type InitShares = ReadonlyMap<string, number>;

/** The shares of a window at one end of what is known. A function without an execution on demand has none. */
export function initShares(usage: UsageRange, bound: keyof UsageRange): InitShares {
  const sums = new Map<string, { initMs: number; billedMs: number }>();
  for (const record of usage[bound]) {
    if (record.kind !== "function" || record.functionName === null) continue;
    const sum = sums.get(record.functionName) ?? { initMs: 0, billedMs: 0 };
    sum.initMs += rangeOf(record.initMs)[bound];
    sum.billedMs += record.billedMs;
    sums.set(record.functionName, sum);
  }
  return new Map(
    [...sums].flatMap(([name, { initMs, billedMs }]) => (billedMs > 0 ? [[name, initMs / billedMs]] : [])),
  );
}

/** The record with as much init as its function had in the window of the shares. */
export function withInit(record: UsageRecord, shares: InitShares): UsageRecord {
  if (record.kind !== "function" || record.functionName === null) return record;
  const share = shares.get(record.functionName);
  return share === undefined ? record : { ...record, initMs: record.billedMs * share };
}
