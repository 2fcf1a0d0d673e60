import { HOUR_MS } from "@/lib/base/time";
import type { CausedStart } from "@/lib/cold-starts/causes";
import type { Run } from "@/lib/cold-starts/runs";

/** US dollars per GB-second, as of a date that the caller knows; null: not known for the region. */
export interface ComputePrices {
  /** Keeping an environment ready, used or not. */
  readonly keptUsd: number | null;
  /** Running in one that is kept ready. */
  readonly runningKeptUsd: number | null;
  /** Running on demand, init included. */
  readonly onDemandUsd: number | null;
}

/** What a function ran, and at what it is charged. */
export interface ProvisionedFacts {
  readonly causes: readonly Pick<CausedStart, "concurrency">[];
  readonly runs: readonly Run[];
  /** Of the window that causes and runs are of. */
  readonly lengthMs: number;
  /** null: not known, and then nothing has a price. */
  readonly memoryMb: number | null;
  readonly prices: ComputePrices;
  /** Environments kept ready now; null: not known, and then there is nothing to compare with. */
  readonly keptNow: number | null;
}

export interface ProvisionedStep {
  /** Environments kept ready. */
  readonly concurrency: number;
  /** Felt cold starts of the window that would not have been, 0–1. */
  readonly removedShare: number;
  readonly removed: number;
  /** Keeping them for a month of 730 hours, whether used or not. */
  readonly monthlyUsd: number | null;
  /**
   * Less for running: what they would have run costs less a GB-second than on demand, and no init of theirs is waited for
   * and billed. The window's traffic, scaled to 730 hours.
   */
  readonly onDemandSavedUsd: number | null;
  /** All of the function's compute for such a month as it is now, and with this size. */
  readonly monthlyNowUsd: number | null;
  readonly monthlyThenUsd: number | null;
  /** Then less now. */
  readonly netMonthlyUsd: number | null;
}

const MONTH_MS = 730 * HOUR_MS;

/**
 * What each size of provisioned concurrency would have removed: a felt cold start that began while `n` environments
 * were at work, itself included, needs `n` kept ready. Ascending, up to the size that removes all. Empty: none was felt.
 */
export function provisionedSteps(facts: ProvisionedFacts): readonly ProvisionedStep[] {
  const needs = facts.causes.map(({ concurrency }) => concurrency).sort((a, b) => a - b);
  const now = facts.keptNow === null ? null : costWith(facts, facts.keptNow);
  const none = costWith(facts, 0);
  return [...new Set(needs)].map((concurrency) => {
    const removed = needs.filter((need) => need <= concurrency).length;
    const then = costWith(facts, concurrency);
    const monthlyNowUsd = now === null ? null : totalOf(now);
    const monthlyThenUsd = totalOf(then);
    return {
      concurrency,
      removed,
      removedShare: removed / needs.length,
      monthlyUsd: then.keptUsd,
      onDemandSavedUsd: difference(none.runningUsd, then.runningUsd),
      monthlyNowUsd,
      monthlyThenUsd,
      netMonthlyUsd: difference(monthlyThenUsd, monthlyNowUsd),
    };
  });
}

/** The smallest size that removes at least a share (0–1) of the felt cold starts; null when none was felt. */
export function provisionedFor<Step extends Pick<ProvisionedStep, "removedShare">>(
  steps: readonly Step[],
  share: number,
): Step | null {
  return steps.find(({ removedShare }) => removedShare >= share) ?? null;
}

interface Cost {
  readonly keptUsd: number | null;
  readonly runningUsd: number | null;
}

/**
 * Of a month with so many environments kept. Lambda uses those first, so that a run which found fewer at work is one of
 * theirs; what is beyond spills over to on demand. [D provisioned-concurrency]
 */
function costWith({ runs, lengthMs, memoryMb, prices }: ProvisionedFacts, kept: number): Cost {
  if (memoryMb === null) return { keptUsd: null, runningUsd: null };
  const gbSeconds = (ms: number) => ((memoryMb / 1024) * ms) / 1000;
  const { keptUsd, runningKeptUsd, onDemandUsd } = prices;
  let [keptMs, onDemandMs] = [0, 0];
  for (const { concurrency, durationMs, billedMs } of runs) {
    if (concurrency <= kept) keptMs += Math.ceil(durationMs);
    else onDemandMs += billedMs;
  }
  const priced = onDemandUsd !== null && (kept === 0 || runningKeptUsd !== null) && lengthMs > 0;
  return {
    keptUsd: kept === 0 ? 0 : keptUsd === null ? null : kept * gbSeconds(MONTH_MS) * keptUsd,
    runningUsd: priced
      ? (MONTH_MS / lengthMs) *
        (gbSeconds(keptMs) * (runningKeptUsd ?? 0) + gbSeconds(onDemandMs) * onDemandUsd)
      : null,
  };
}

function totalOf({ keptUsd, runningUsd }: Cost): number | null {
  return keptUsd === null || runningUsd === null ? null : keptUsd + runningUsd;
}

function difference(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b;
}
