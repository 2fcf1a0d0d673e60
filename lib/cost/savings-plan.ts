import type { BillEntry } from "@/lib/cost/bill";

/** Discounts of a one-year Compute Savings Plan on Lambda. [Lambda pricing, list of 2026-09-19] */
export const savingsPlans = { "no-upfront": 0.12, "all-upfront": 0.17 } as const;
export type SavingsPlanPayment = keyof typeof savingsPlans;

export interface SavingsPlan {
  readonly payment: SavingsPlanPayment;
  /** Of the usage that it covers, the share that the commitment meets, 0–1. */
  readonly committedShare: number;
}

/** Part of the price that is saved: of the share that is committed, the discount. */
export function discountOf({ payment, committedShare }: SavingsPlan): number {
  return committedShare * savingsPlans[payment];
}

/** Duration, init and provisioned concurrency: requests, storage, gateways and logs have no discount. */
export function isCovered({ line }: Pick<BillEntry, "line">): boolean {
  return /^lambda-.*-(x86|arm)$/.test(line);
}
