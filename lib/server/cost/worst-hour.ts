import "server-only";
import { getAccount, getReservedConcurrency } from "@/lib/aws/lambda";
import type { Bill } from "@/lib/cost/bill";
import { costLineOf } from "@/lib/cost/cost-line";
import { exact, figuresOf } from "@/lib/cost/estimate-figures";
import { mergedLines } from "@/lib/cost/merged-lines";
import type { PriceList } from "@/lib/cost/prices/price-list";
import type { UsageRecord } from "@/lib/cost/usage";
import type { UsageRange } from "@/lib/cost/usage-range";
import { worstHours } from "@/lib/cost/worst-hour";
import type { Failure } from "@/lib/model/failure";
import type { LambdaAccount } from "@/lib/model/lambda";
import type { CostWorstHour } from "@/lib/model/views/cost";
import type { FoundUsage } from "@/lib/server/cost/found-usage";
import type { CostSubjects } from "@/lib/server/cost/subjects";
import { type Found, optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** 15 of these calls a second are allowed for the whole account. [D gettingstarted-limits] */
const MOST_ASKED = 60;

/** The burn rate when every allowed concurrent execution runs, from what the executions of the window were like. */
export async function loadWorstHour(
  view: ViewRequest,
  subjects: CostSubjects,
  { usage }: FoundUsage,
  list: PriceList,
): Promise<Found<CostWorstHour>> {
  const account = await optional(getAccount(view.scope));
  const names = subjects.functions.map(({ config }) => config.name);
  const reserved = await loadReserved(view, names, account.value);
  const worst = worstHours({
    functionNames: names,
    usage: busiest(usage),
    reserved: reserved.limits,
    unreserved: account.value?.unreservedConcurrency ?? account.value?.concurrencyLimit ?? null,
    list,
  });
  return {
    data: {
      accountLimit: account.value?.concurrencyLimit ?? null,
      unreserved: account.value?.unreservedConcurrency ?? null,
      total: worst.total && {
        executions: worst.total.reduce((sum, { executions }) => sum + executions, 0),
        ...told(worst.total.map(({ bill }) => bill)),
      },
      functions: worst.functions.map(({ name, limit, executions, bill }) => ({
        name,
        limit,
        executions,
        ...told([bill]),
      })),
      unknown: [...worst.unknown],
      assumptions: [
        "Each execution takes as long and logs as much as in the window, and the next one begins at once.",
        "At list prices of the first tier, without allowances. Gateways and what the functions call come on top.",
        "Without provisioned concurrency, which costs the same in any hour.",
        ...reserved.notes,
      ],
    },
    failures: [...account.failures, ...reserved.failures],
  };
}

/** By metrics the init is not known: it costs what the duration does, so that leaving it out changes only the requests. */
function busiest({ low, high }: UsageRange): readonly UsageRecord[] {
  if (low === high) return low;
  return high.map((record) => (record.kind === "function" ? { ...record, initMs: 0 } : record));
}

function told(bills: readonly Bill[]): Omit<NonNullable<CostWorstHour["total"]>, "executions"> {
  const lines = mergedLines(bills);
  const sum = (pick: (figures: ReturnType<typeof figuresOf>) => number) =>
    exact(bills.reduce((total, bill) => total + pick(figuresOf(bill)), 0));
  const [computeUsd, requestsUsd, totalUsd] = [
    sum((figures) => figures.computeUsd + figures.initUsd),
    sum((figures) => figures.requestsUsd),
    sum((figures) => figures.totalUsd),
  ];
  return {
    computeUsd,
    requestsUsd,
    otherUsd: exact(Math.max(0, totalUsd - computeUsd - requestsUsd)),
    totalUsd,
    lines: lines.map(costLineOf),
  };
}

interface Reserved {
  readonly limits: ReadonlyMap<string, number>;
  readonly notes: readonly string[];
  readonly failures: readonly Failure[];
}

/** Where nothing is reserved, no function needs to be asked. */
async function loadReserved(
  view: ViewRequest,
  names: readonly string[],
  account: LambdaAccount | null,
): Promise<Reserved> {
  const { concurrencyLimit = null, unreservedConcurrency = null } = account ?? {};
  if (concurrencyLimit !== null && concurrencyLimit === unreservedConcurrency) {
    return { limits: new Map(), notes: [], failures: [] };
  }
  const asked = names.slice(0, MOST_ASKED);
  const found = await Promise.all(
    asked.map(async (name) => [name, await optional(getReservedConcurrency(view.scope, name))] as const),
  );
  const left = names.length - asked.length;
  return {
    limits: new Map(found.flatMap(([name, { value }]) => (value === null ? [] : [[name, value]]))),
    notes:
      left > 0
        ? [`Reserved concurrency of ${left} functions was not looked up: they are taken to have none.`]
        : [],
    failures: found.flatMap(([, { failures }]) => failures).slice(0, 1),
  };
}
