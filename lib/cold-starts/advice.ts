import type { CausedStart } from "@/lib/cold-starts/causes";

/** List prices in US dollars per GB-second, as of a date that the caller knows. */
export interface ProvisionedPrice {
  readonly provisionedGbSecondUsd: number;
}

export interface ProvisionedStep {
  /** Environments kept ready. */
  readonly concurrency: number;
  /** Felt cold starts of the window that would not have been, 0–1. */
  readonly removedShare: number;
  readonly removed: number;
  /** Keeping them for a month of 730 hours, whether used or not. Duration is billed at another price on top. */
  readonly monthlyUsd: number;
}

const HOURS_A_MONTH = 730;

/**
 * What each size of provisioned concurrency would have removed: a felt cold start that began while `n` environments
 * were at work, itself included, needs `n` kept ready. Ascending, up to the size that removes all. Empty: none was felt.
 */
export function provisionedSteps(
  causes: readonly CausedStart[],
  memoryMb: number,
  { provisionedGbSecondUsd }: ProvisionedPrice,
): readonly ProvisionedStep[] {
  const needs = causes.map(({ concurrency }) => concurrency).sort((a, b) => a - b);
  const monthlyOfOne = (memoryMb / 1024) * HOURS_A_MONTH * 3600 * provisionedGbSecondUsd;
  return [...new Set(needs)].map((concurrency) => {
    const removed = needs.filter((need) => need <= concurrency).length;
    return {
      concurrency,
      removed,
      removedShare: removed / needs.length,
      monthlyUsd: concurrency * monthlyOfOne,
    };
  });
}

/** The smallest size that removes at least a share (0–1) of the felt cold starts; null when none was felt. */
export function provisionedFor(steps: readonly ProvisionedStep[], share: number): ProvisionedStep | null {
  return steps.find(({ removedShare }) => removedShare >= share) ?? null;
}
