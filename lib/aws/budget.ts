import "server-only";
import { AwsFailure } from "@/lib/aws/aws-failure";
import { type AwsService, operationName } from "@/lib/aws/aws-service";
import { costOf, isBilled } from "@/lib/aws/call-cost";
import type { CallScope } from "@/lib/aws/call-scope";
import { SharedSum } from "@/lib/aws/shared-sum";
import { type SpendLedger, spendLedger } from "@/lib/aws/spend-ledger";
import { formatUsd } from "@/lib/base/format-money";
import { DAY_MS, HOUR_MS } from "@/lib/base/time";
import { environment } from "@/lib/config/environment";
import { processWide } from "@/lib/config/process-wide";

/** raise: as much again; lift: no limit until the day ends; restore: what is configured. Each until midnight UTC. */
export type BudgetChange = "raise" | "lift" | "restore";

export interface BudgetState {
  /** As configured, per day in UTC; null: there is none. */
  readonly configuredUsd: number | null;
  /** What holds now; null: none, or lifted. */
  readonly limitUsd: number | null;
  readonly lifted: boolean;
  /** What one more `raise` adds. */
  readonly stepUsd: number;
  readonly spentUsd: number;
  /** Calls that were not sent, by this process, since the limit was last changed. */
  readonly stoppedCalls: number;
}

/** A budget of nothing can be raised too. */
const SMALLEST_STEP_USD = 0.1;

/** Dollars that stand for "no limit": what is raised is a sum that all instances share, and lifting is a large raise. */
const LIFTED_USD = 1_000_000;

/**
 * The limit on a day's billed calls. Room is taken before a call is sent, in one turn with the check, so that calls side
 * by side cannot pass the limit together. What shows its price only afterwards can pass it, by what is in flight.
 */
export class Budget {
  readonly #configuredUsd: number | null;
  readonly #ledger: SpendLedger;
  readonly #sumOf: (dayStartMs: number) => SharedSum;
  #day: {
    readonly startMs: number;
    readonly raised: SharedSum;
    ownUsd: number;
    stopped: number;
    /** The limit that stopped them: under another one they may be sent. */
    stoppedAtUsd: number | null;
  };

  constructor(
    configuredUsd: number | null,
    ledger: SpendLedger,
    sumOf: (dayStartMs: number) => SharedSum = (startMs) =>
      new SharedSum(`budget ${startMs}`, DAY_MS + HOUR_MS),
  ) {
    this.#configuredUsd = configuredUsd;
    this.#ledger = ledger;
    this.#sumOf = sumOf;
    this.#day = this.#begin(ledger.dayStartMs());
  }

  /** Charges `scope` for a request that is about to be sent. Throws `AwsFailure` of kind `budget` where it may not be. */
  async charge(
    scope: Pick<CallScope, "meter">,
    service: AwsService,
    operation: string,
    metrics: number,
  ): Promise<void> {
    const charge = costOf(service, operation, metrics);
    const name = operationName(service, operation);
    const fits = () => !isBilled(service, operation) || this.#leaves(charge.costUsd);
    if (!fits()) {
      // Another instance may have raised it.
      await this.#today().raised.read();
      if (!fits()) throw this.#refusal(name, charge.costUsd);
    }
    // No waiting between the check and this: what is charged is taken.
    scope.meter.charge(name, charge);
  }

  /** Whether a stream that is billed as it goes must end. */
  isUsedUp(): boolean {
    return !this.#leaves(0);
  }

  /** The failure of what is not sent, or not gone on with. */
  refuse(service: AwsService, operation: string): AwsFailure {
    return this.#refusal(operationName(service, operation), 0);
  }

  async change(change: BudgetChange): Promise<BudgetState> {
    const today = this.#today();
    const raisedUsd = (await today.raised.read()) ?? today.ownUsd;
    // Two that restore at once take more away than there is.
    const base = change === "raise" ? Math.max(0, raisedUsd) + this.#stepUsd() : 0;
    const byUsd = (change === "lift" ? LIFTED_USD : base) - raisedUsd;
    today.ownUsd += byUsd;
    today.raised.add(byUsd);
    today.stopped = 0;
    return this.state();
  }

  async state(): Promise<BudgetState> {
    const today = this.#today();
    await today.raised.read();
    const { spentUsd } = await this.#ledger.readDay();
    const limitUsd = this.#limitUsd();
    return {
      configuredUsd: this.#configuredUsd,
      limitUsd,
      lifted: this.#configuredUsd !== null && limitUsd === null,
      stepUsd: this.#stepUsd(),
      spentUsd,
      stoppedCalls: today.stoppedAtUsd === limitUsd ? today.stopped : 0,
    };
  }

  #leaves(costUsd: number): boolean {
    const limitUsd = this.#limitUsd();
    if (limitUsd === null) return true;
    const spentUsd = this.#ledger.spentUsd();
    // Sums of ten-thousandths of a cent are never exact.
    const slackUsd = 1e-9;
    return costUsd === 0 ? spentUsd < limitUsd : spentUsd + costUsd <= limitUsd + slackUsd;
  }

  #limitUsd(): number | null {
    if (this.#configuredUsd === null) return null;
    const { raised, ownUsd } = this.#today();
    const raisedUsd = raised.knownUsd() ?? ownUsd;
    return raisedUsd >= LIFTED_USD ? null : this.#configuredUsd + Math.max(0, raisedUsd);
  }

  #stepUsd(): number {
    return Math.max(SMALLEST_STEP_USD, this.#configuredUsd ?? 0);
  }

  #refusal(operation: string, costUsd: number): AwsFailure {
    const today = this.#today();
    const limitUsd = this.#limitUsd();
    today.stopped = today.stoppedAtUsd === limitUsd ? today.stopped + 1 : 1;
    today.stoppedAtUsd = limitUsd;
    const spent = `${formatUsd(this.#ledger.spentUsd())} of today's ${formatUsd(limitUsd)}`;
    const wanted = costUsd > 0 ? `, and this call costs about ${formatUsd(costUsd)}` : "";
    return new AwsFailure({
      kind: "budget",
      operation,
      message: `Lambdascope itself has spent ${spent} (LAMBDASCOPE_BUDGET_USD_PER_DAY)${wanted}.`,
      nextStep:
        "Allow more for today, or wait for 00:00 UTC, when a new day begins. What is free, and what is cached, goes on.",
      action: null,
      resource: null,
    });
  }

  #today() {
    const startMs = this.#ledger.dayStartMs();
    if (startMs !== this.#day.startMs) this.#day = this.#begin(startMs);
    return this.#day;
  }

  #begin(startMs: number) {
    return { startMs, raised: this.#sumOf(startMs), ownUsd: 0, stopped: 0, stoppedAtUsd: null };
  }
}

export function budget(): Budget {
  return processWide("budget", () => new Budget(environment().budgetUsdPerDay, spendLedger()));
}
