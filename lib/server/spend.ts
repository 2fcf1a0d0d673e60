import "server-only";
import { type BudgetState, budget } from "@/lib/aws/budget";
import { callPrices } from "@/lib/aws/call-prices";
import type { MeterSnapshot, OperationCounts } from "@/lib/aws/meter";
import { type DaySpend, spendLedger } from "@/lib/aws/spend-ledger";
import { environment } from "@/lib/config/environment";
import type { BudgetChange, OwnSpend, SpendReport, SpendTotals } from "@/lib/model/views/own-spend";
import { spender } from "@/lib/server/page-signal";
import type { ViewRequest } from "@/lib/server/view-request";

/** What one page load asked of AWS, beside what the browser and the installation did. */
export interface Spend {
  readonly page: MeterSnapshot;
  readonly own: OwnSpend;
}

/** Resolves when everything given has settled, for only then the count is whole. */
export async function spendAfter(view: ViewRequest, loads: readonly Promise<unknown>[]): Promise<Spend> {
  await Promise.allSettled(loads);
  return { page: view.scope.meter.snapshot(), own: await ownSpend() };
}

/** Of the browser that is being answered, and of today. */
export async function ownSpend(): Promise<OwnSpend> {
  const [day, state] = await Promise.all([spendLedger().readDay(), budget().state()]);
  return assemble(day, state);
}

/** The same with the day's sums by purpose and operation: `/api/budget`. */
export async function spendReport(): Promise<SpendReport> {
  const [day, state] = await Promise.all([spendLedger().readDay(), budget().state()]);
  return {
    ...assemble(day, state),
    byPurpose: rowsOf(day.byPurpose),
    byOperation: rowsOf(day.counts.byOperation),
    billedMetrics: day.counts.billedMetrics,
    bytesScanned: day.counts.bytesScanned,
    waitedMs: day.counts.waitingMs,
    askAboveUsd: environment().askAboveUsd,
  };
}

/** Changes the budget until the day ends. null: none is configured, so there is nothing to change. */
export async function changeBudget(change: BudgetChange): Promise<SpendReport | null> {
  if (environment().budgetUsdPerDay === null) return null;
  await budget().change(change);
  return spendReport();
}

function assemble(day: DaySpend, state: BudgetState): OwnSpend {
  const session = spendLedger().sessionSpend(spender().session);
  return {
    session: session === null ? null : { sinceMs: session.sinceMs, ...totalsOf(session.counts) },
    day: {
      ...totalsOf(day.counts),
      day: day.day,
      sinceMs: day.sinceMs,
      endsMs: day.endsMs,
      sharedUsd: day.sharedUsd,
    },
    budget: state,
    pricesAsOf: callPrices.asOf,
  };
}

function totalsOf({ sent, cached, shared, costUsd }: OperationCounts): SpendTotals {
  return { sent, saved: cached + shared, costUsd };
}

function rowsOf(counts: Readonly<Record<string, OperationCounts>>): SpendReport["byPurpose"] {
  return Object.entries(counts)
    .map(([name, each]) => ({ name, ...totalsOf(each) }))
    .sort((a, b) => b.costUsd - a.costUsd || b.sent - a.sent || a.name.localeCompare(b.name));
}
