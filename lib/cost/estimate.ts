import { ceilTo, HOUR_MS, SECOND_MS } from "@/lib/base/time";
import { type Bill, billOf } from "@/lib/cost/bill";
import type { EstimateInput } from "@/lib/cost/estimate-input";
import { concurrencyOf, requestsPerSecondOf } from "@/lib/cost/little";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { listAtMemory } from "@/lib/cost/printed-price";
import { noOwner, type UsageRecord } from "@/lib/cost/usage";

/** AWS's own month in examples of prices: 730 hours. */
export const MONTH_HOURS = 730;
export const MONTH_MS = MONTH_HOURS * HOUR_MS;

export interface Estimate {
  readonly requestsPerMonth: number;
  readonly averageConcurrency: number;
  readonly requestsPerHourAtLimit: number;
  /** A month of 730 hours, tiers climbed, allowances deducted when asked for. */
  readonly monthly: Bill;
  /** An hour with every allowed execution under way, at first-tier prices and without allowances. */
  readonly worstHour: Bill;
  readonly assumptions: readonly string[];
}

/** The input must have no problems (`problemsOf`). */
export function estimate(input: EstimateInput, list: PriceList): Estimate {
  const prices = listAtMemory(list, input.memoryMb);
  const { requestsPerMonth, averageConcurrency } = loadOf(input);
  const { freeTier, concurrencyLimit } = input;
  const ready = input.provisionedConcurrency;
  const requestsPerHourAtLimit =
    requestsPerSecondOf(concurrencyLimit, input.durationMs) * (HOUR_MS / SECOND_MS);
  return {
    requestsPerMonth,
    averageConcurrency,
    requestsPerHourAtLimit,
    monthly: billOf(
      usageOf(input, prices, requestsPerMonth, shareReady(ready, averageConcurrency), MONTH_MS),
      prices,
      { freeTier, tiers: "month" },
    ),
    worstHour: billOf(
      usageOf(input, prices, requestsPerHourAtLimit, shareReady(ready, concurrencyLimit), HOUR_MS),
      prices,
    ),
    assumptions: assumptionsOf(input, list),
  };
}

export function loadOf({ load, durationMs }: Pick<EstimateInput, "load" | "durationMs">) {
  const seconds = MONTH_MS / SECOND_MS;
  if (load.kind === "requests") {
    const averageConcurrency = concurrencyOf(load.perMonth / seconds, durationMs);
    return { requestsPerMonth: load.perMonth, averageConcurrency };
  }
  const requestsPerMonth = requestsPerSecondOf(load.average, durationMs) * seconds;
  return { requestsPerMonth, averageConcurrency: load.average };
}

/**
 * The inverse: requests a month that a budget pays for. Costs never fall with requests, so halving the interval finds
 * it; null when even none are too dear (idle provisioned concurrency), infinity when they cost nothing.
 */
export function requestsForBudget(input: EstimateInput, list: PriceList, monthlyUsd: number): number | null {
  const costOf = (perMonth: number) =>
    estimate({ ...input, load: { kind: "requests", perMonth } }, list).monthly.totalUsd;
  if (costOf(0) > monthlyUsd) return null;
  let low = 0;
  let high = 1;
  while (costOf(high) <= monthlyUsd) {
    low = high;
    high *= 2;
    if (high > 1e18) return Number.POSITIVE_INFINITY;
  }
  for (let step = 0; step < 200 && high - low > high * 1e-15; step++) {
    const middle = (low + high) / 2;
    if (costOf(middle) <= monthlyUsd) low = middle;
    else high = middle;
  }
  return low;
}

/** Share of the executions that find a provisioned environment, when the load is steady. */
function shareReady(provisioned: number, concurrency: number): number {
  return concurrency === 0 ? 0 : Math.min(1, provisioned / concurrency);
}

function usageOf(
  input: EstimateInput,
  { rules }: PriceList,
  requests: number,
  ready: number,
  lengthMs: number,
): readonly UsageRecord[] {
  const { architecture, memoryMb, ephemeralStorageMb, provisionedConcurrency, api } = input;
  const billedEachMs = ceilTo(input.durationMs, rules.roundUpToMs);
  const onDemand = requests * (1 - ready);
  const initMs = rules.initBilled ? onDemand * input.coldStartRate * Math.ceil(input.initMs) : 0;
  const records: UsageRecord[] = [
    {
      ...noOwner,
      kind: "function",
      architecture,
      memoryMb,
      ephemeralStorageMb,
      requests,
      billedMs: onDemand * billedEachMs,
      initMs,
      whileProvisionedMs: requests * ready * billedEachMs,
      logBytes: requests * input.logBytesPerRequest,
      streamedBytes: 0,
    },
    {
      ...noOwner,
      kind: "provisioned",
      architecture,
      memoryMb,
      concurrency: provisionedConcurrency,
      lengthMs,
    },
    {
      ...noOwner,
      kind: "monitoring",
      tracesRecorded: requests * input.traceRate,
      alarmMonths: 0,
      highResolutionAlarmMonths: 0,
      metricMonths: 0,
    },
  ];
  if (api !== "none") records.push({ ...noOwner, kind: "gateway", apiKind: api, requests });
  return records;
}

function assumptionsOf(input: EstimateInput, { rules }: PriceList): readonly string[] {
  return [
    "A month has 730 hours; the load is the same at every moment of it.",
    `Every execution is billed ${ceilTo(input.durationMs, rules.roundUpToMs).toLocaleString("en")} ms (rounded up to ${rules.roundUpToMs} ms).`,
    "The worst hour has every allowed execution under way all the time, at first-tier prices, without free allowances.",
    ...(input.freeTier ? ["Nothing else in the account uses the free allowances."] : []),
    ...(rules.initBilled ? [] : ["Init was not billed at that time."]),
    ...(input.provisionedConcurrency > 0
      ? ["Provisioned environments take all the requests that they can."]
      : []),
    "Not included: data transfer, storage of logs, what the code calls, taxes.",
  ];
}
