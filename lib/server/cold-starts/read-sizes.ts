import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { classify } from "@/lib/cold-starts/classify";
import type { EnvironmentFacts, Reach } from "@/lib/cold-starts/environment-facts";
import { type FeltAt, needsAtMost } from "@/lib/cold-starts/needs-at-most";
import { type ProvisionedStep, provisionedSteps } from "@/lib/cold-starts/provisioned-steps";
import { metricQueries } from "@/lib/metrics/ask";
import { choosePeriod } from "@/lib/metrics/period";
import type { Failure } from "@/lib/model/failure";
import type { ColdFunction } from "@/lib/model/views/cold-starts";
import { computePricesOf } from "@/lib/server/cold-starts/provisioned-price";
import { ownersOf, type Subject } from "@/lib/server/cold-starts/subjects";
import { optional } from "@/lib/server/panel-of";
import { loadPriceList } from "@/lib/server/price-list";
import type { ViewRequest } from "@/lib/server/view-request";

/** A day by the minute. */
const MOST_POINTS = 1_440;

export interface SizesRead {
  /** By function name; one that is not here is not known. */
  readonly atMost: ReadonlyMap<string, readonly ProvisionedStep[]>;
  readonly failures: readonly Failure[];
}

/**
 * Sizes of provisioned concurrency that are enough, where lines were summed up by Logs Insights: by the metric of
 * concurrent executions, one billed metric for each function that was waited for. Its running costs cannot be told.
 */
export async function readSizes(
  view: ViewRequest,
  subjects: readonly Subject[],
  functions: readonly ColdFunction[],
  environments: readonly EnvironmentFacts[],
  reach: Reach,
): Promise<SizesRead> {
  const felt = feltTimes(subjects, environments, reach);
  const known = functions.filter(({ state }) => state === "known");
  const waited = known.filter(({ name }) => felt.has(name));
  const stepMs = choosePeriod(view.window, view.nowMs, MOST_POINTS);
  const ask = { key: "", metric: "ConcurrentExecutions", statistic: "Maximum" };
  const queries = waited.flatMap(({ name }) =>
    metricQueries("AWS/Lambda", [ask], { FunctionName: name }, { ...view.periods, stepMs }, name),
  );
  const { value, failures } = await optional(getMetricData(view.scope, queries, view.window));
  const list = loadPriceList(view.region);
  const atMost = new Map<string, readonly ProvisionedStep[]>();
  for (const { name, architecture, memoryMb } of known) {
    const times = felt.get(name) ?? [];
    const peaks = value?.byKey.get(name);
    const causes = times.length === 0 ? [] : peaks === undefined ? null : needsAtMost(times, peaks, stepMs);
    if (causes === null) continue;
    const prices = { ...computePricesOf(list, architecture ?? ""), runningKeptUsd: null, onDemandUsd: null };
    atMost.set(name, provisionedSteps({ causes, runs: [], lengthMs: 0, memoryMb, prices, keptNow: null }));
  }
  return { atMost, failures: [...failures, ...(value?.failures ?? [])] };
}

function feltTimes(
  subjects: readonly Subject[],
  environments: readonly EnvironmentFacts[],
  reach: Reach,
): ReadonlyMap<string, readonly FeltAt[]> {
  const ownerOf = ownersOf(subjects);
  const times = new Map<string, FeltAt[]>();
  for (const environment of environments) {
    const init = classify(environment, reach);
    const name = ownerOf(environment)?.name;
    if (init?.felt !== true || name === undefined) continue;
    times.set(name, [...(times.get(name) ?? []), { atMs: init.atMs, waitMs: init.initMs }]);
  }
  return times;
}
