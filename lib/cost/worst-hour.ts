import type { Bill } from "@/lib/cost/bill";
import { worstHourOf } from "@/lib/cost/burn-rate";
import type { PriceList } from "@/lib/cost/prices/price-list";
import type { UsageRecord } from "@/lib/cost/usage";

export interface WorstInput {
  readonly functionNames: readonly string[];
  readonly usage: readonly UsageRecord[];
  /** Reserved concurrency by function; a function without has a part in what is unreserved. */
  readonly reserved: ReadonlyMap<string, number>;
  /** null: not known. */
  readonly unreserved: number | null;
  readonly list: PriceList;
}

export interface WorstFunction {
  readonly name: string;
  readonly limit: "reserved" | "unreserved";
  readonly executions: number;
  readonly bill: Bill;
}

export interface WorstHours {
  /** Dearest first. Those of the unreserved pool are alternatives: they do not add up. */
  readonly functions: readonly WorstFunction[];
  /** All that are reserved, and the dearest of the unreserved pool; null when what is unreserved is not known. */
  readonly total: readonly WorstFunction[] | null;
  /** Functions of which nothing is known, since none of their executions was seen. */
  readonly unknown: readonly string[];
}

/** An hour in which every execution that is allowed is under way. */
export function worstHours({ functionNames, usage, reserved, unreserved, list }: WorstInput): WorstHours {
  const functions: WorstFunction[] = [];
  const unknown: string[] = [];
  for (const name of functionNames) {
    const own = reserved.get(name);
    const executions = own ?? unreserved;
    if (executions === null) continue;
    const bill = worstHourOf(usage, { functionName: name, executions }, list);
    // A limit of 0 switches the function off: that is known, and costs nothing.
    if (bill.totalUsd === 0 && executions > 0) unknown.push(name);
    else functions.push({ name, limit: own === undefined ? "unreserved" : "reserved", executions, bill });
  }
  functions.sort((a, b) => b.bill.totalUsd - a.bill.totalUsd || a.name.localeCompare(b.name));
  const pool = functions.find(({ limit }) => limit === "unreserved");
  return {
    functions,
    total:
      unreserved === null
        ? null
        : [...functions.filter(({ limit }) => limit === "reserved"), ...(pool ? [pool] : [])],
    unknown,
  };
}
