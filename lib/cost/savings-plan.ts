import type { Bill } from "@/lib/cost/bill";
import { sumOf } from "@/lib/cost/sum";

/** Discounts of a one-year Compute Savings Plan on Lambda. [Lambda pricing, list of 2026-09-19] */
export const savingsPlans = { "no-upfront": 0.12, "all-upfront": 0.17 } as const;
export type SavingsPlanPayment = keyof typeof savingsPlans;

export interface SavingsPlanOutcome {
  /** Duration, init and provisioned concurrency: requests, storage, gateways and logs have no discount. */
  readonly coveredUsd: number;
  readonly savedUsd: number;
  readonly thenUsd: number;
  readonly assumption: string;
}

/** @param committedShare of the covered usage that the commitment meets, 0–1 */
export function withSavingsPlan(
  bill: Bill,
  payment: SavingsPlanPayment,
  committedShare: number,
): SavingsPlanOutcome {
  const coveredUsd = sumOf(
    bill.lines.filter(({ line }) => /^lambda-.*-(x86|arm)$/.test(line)).map(({ usd }) => usd ?? 0),
  );
  const savedUsd = coveredUsd * committedShare * savingsPlans[payment];
  return {
    coveredUsd,
    savedUsd,
    thenUsd: bill.totalUsd - savedUsd,
    assumption:
      "One year's commitment, used in full every hour: an hour with less usage pays the commitment all the same.",
  };
}
