import { HOUR_MS } from "@/lib/base/time";
import { type Bill, billOf } from "@/lib/cost/bill";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { type FunctionUsage, rangeOf, type UsageRecord } from "@/lib/cost/usage";

/** A function's limit: its reserved concurrency, or what the account leaves to all without one. */
export interface ConcurrencyLimit {
  readonly functionName: string;
  readonly executions: number;
}

/**
 * An hour with every allowed execution under way, from what the function's executions were like: as many GB-seconds
 * as fit, and the requests and log lines that come with them. First-tier prices, no allowances. Functions without an
 * execution in the window are left out: nothing is known of them.
 *
 * Limits of functions that share the account's unreserved concurrency are alternatives: do not add them up, take the
 * dearest.
 */
export function worstHourOf(
  usage: readonly UsageRecord[],
  { functionName, executions }: ConcurrencyLimit,
  list: PriceList,
): Bill {
  const own = usage.filter(
    (record): record is FunctionUsage => record.kind === "function" && record.functionName === functionName,
  );
  const busyMs = own.reduce((sum, record) => sum + busyOf(record), 0);
  const factor = busyMs === 0 ? 0 : (executions * HOUR_MS) / busyMs;
  return billOf(
    own.map((record) => hourOf(record, factor)),
    list,
  );
}

function busyOf(record: FunctionUsage): number {
  return record.billedMs + rangeOf(record.initMs).high + record.whileProvisionedMs;
}

function hourOf(record: FunctionUsage, factor: number): FunctionUsage {
  return {
    ...record,
    requests: record.requests * factor,
    billedMs: record.billedMs * factor,
    initMs: rangeOf(record.initMs).high * factor,
    whileProvisionedMs: record.whileProvisionedMs * factor,
    logBytes: record.logBytes === null ? null : record.logBytes * factor,
    streamedBytes: record.streamedBytes * factor,
  };
}
