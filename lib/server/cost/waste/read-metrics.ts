import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import type { ProvisionedFacts } from "@/lib/cost/waste/facts";
import { highest, total } from "@/lib/metrics/grid";
import { wholeWindowPeriod } from "@/lib/metrics/period";
import type { Failure } from "@/lib/model/failure";
import type { MetricData, MetricQuery, Window } from "@/lib/model/metric";
import type { CostFunction } from "@/lib/server/cost/subjects";
import type { ViewRequest } from "@/lib/server/view-request";

export interface WasteMetrics {
  /** By function, one per qualifier. null: CloudWatch did not answer. */
  readonly provisioned: ReadonlyMap<string, readonly ProvisionedFacts[] | null>;
  /** Functions that received asynchronous events and failed; null for one of which it is not known. */
  readonly failingAsync: ReadonlyMap<string, boolean | null>;
  readonly failures: readonly Failure[];
}

/**
 * What CloudWatch counted: two metrics a function, and four for each configuration of provisioned concurrency.
 * @param reach the window, and as long before it as a first attempt may have been
 * @throws AwsFailure when nothing could be read
 */
export async function readWasteMetrics(
  view: ViewRequest,
  functions: readonly CostFunction[],
  reach: Window,
): Promise<WasteMetrics> {
  const names = functions.map(({ config }) => config.name);
  const configured = functions.filter(({ provisioned }) => provisioned.length > 0);
  const [asynchronous, busy] = await Promise.all([
    getMetricData(
      view.scope,
      names.flatMap((name) => asyncQueries(name, wholeWindowPeriod(reach, view.nowMs))),
      reach,
    ),
    getMetricData(
      view.scope,
      configured.flatMap(({ config, provisioned }) =>
        provisioned.flatMap(({ qualifier }) =>
          provisionedQueries(config.name, qualifier, wholeWindowPeriod(view.window, view.nowMs)),
        ),
      ),
      view.window,
    ),
  ]);
  return {
    provisioned: new Map(
      configured.map(({ config, provisioned }) => [
        config.name,
        allOrNone(
          provisioned.map(({ qualifier, requested }) => factsOf(config.name, qualifier, requested, busy)),
        ),
      ]),
    ),
    failingAsync: new Map(names.map((name) => [name, isFailingAsync(name, asynchronous)])),
    failures: [...asynchronous.failures, ...busy.failures],
  };
}

/** NUL stands in no name. */
function keyOf(name: string, figure: string): string {
  return `${name}\0${figure}`;
}

/** [D monitoring-metrics-types] */
function asyncQueries(name: string, periodMs: number): MetricQuery[] {
  return ["AsyncEventsReceived", "Errors"].map((metric) => ({
    key: keyOf(name, metric),
    metric: { namespace: "AWS/Lambda", name: metric, dimensions: { FunctionName: name } },
    statistic: "Sum",
    periodMs,
  }));
}

function isFailingAsync(name: string, { byKey }: MetricData): boolean | null {
  const [events, errors] = ["AsyncEventsReceived", "Errors"].map((metric) => byKey.get(keyOf(name, metric)));
  if (events === undefined || errors === undefined) return null;
  return (total(events) ?? 0) > 0 && (total(errors) ?? 0) > 0;
}

/** Of one alias or version: Resource is `function:qualifier`. [D monitoring-metrics-view, monitoring-concurrency] */
function provisionedQueries(name: string, qualifier: string, periodMs: number): MetricQuery[] {
  const resource = `${name}:${qualifier}`;
  const query = (metric: string, statistic: string): MetricQuery => ({
    key: keyOf(resource, metric),
    metric: {
      namespace: "AWS/Lambda",
      name: metric,
      dimensions: { FunctionName: name, Resource: resource },
    },
    statistic,
    periodMs,
  });
  return [
    query("ProvisionedConcurrentExecutions", "Maximum"),
    query("ProvisionedConcurrencyInvocations", "Sum"),
    query("ProvisionedConcurrencySpilloverInvocations", "Sum"),
    query("Duration", "Sum"),
  ];
}

/** Metrics vanish while nothing runs: an answer without a datapoint is none, no answer is unknown. */
function factsOf(
  name: string,
  qualifier: string,
  configured: number,
  { byKey }: MetricData,
): ProvisionedFacts | null {
  const of = (metric: string) => byKey.get(keyOf(`${name}:${qualifier}`, metric));
  const peak = of("ProvisionedConcurrentExecutions");
  const own = of("ProvisionedConcurrencyInvocations");
  const spilled = of("ProvisionedConcurrencySpilloverInvocations");
  const duration = of("Duration");
  if (!peak || !own || !spilled || !duration) return null;
  const durationMs = total(duration) ?? 0;
  const inside = total(own) ?? 0;
  const outside = total(spilled) ?? 0;
  const share = inside + outside === 0 ? 0 : inside / (inside + outside);
  return {
    qualifier,
    configured,
    peak: highest(peak) ?? 0,
    busyMs: { low: durationMs * share, high: inside === 0 ? 0 : durationMs },
  };
}

function allOrNone(facts: readonly (ProvisionedFacts | null)[]): readonly ProvisionedFacts[] | null {
  const known = facts.flatMap((one) => one ?? []);
  return known.length === facts.length ? known : null;
}
