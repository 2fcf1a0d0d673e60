import "server-only";
import { listMetrics } from "@/lib/aws/cloudwatch";
import { type Ask, metricQueries, type Periods } from "@/lib/metrics/ask";
import { rowKey } from "@/lib/metrics/lambda-queries";
import type { Failure } from "@/lib/model/failure";
import type { MetricQuery } from "@/lib/model/metric";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Which CloudWatch figures concurrency and limits need. Names and statistics: [D monitoring-metrics-types]. */

const LAMBDA = "AWS/Lambda";
const INSIGHTS = "LambdaInsights";

const CONCURRENCY: Ask = { key: "concurrency", metric: "ConcurrentExecutions", statistic: "Maximum" };
const THROTTLES: Ask = { key: "throttles", metric: "Throttles", statistic: "Sum" };
const INVOCATIONS: Ask = { key: "invocations", metric: "Invocations", statistic: "Sum" };
const ACCOUNT: readonly Ask[] = [
  { key: "total", metric: "ConcurrentExecutions", statistic: "Maximum" },
  { key: "unreserved", metric: "UnreservedConcurrentExecutions", statistic: "Maximum" },
  { key: "claimed", metric: "ClaimedAccountConcurrency", statistic: "Maximum" },
];

/** Region-wide metrics have no dimension. */
export function accountQueries(periods: Periods): MetricQuery[] {
  return metricQueries(LAMBDA, ACCOUNT, {}, periods);
}

/** Two billed metrics a function. */
export function concurrencyQueries(name: string, periods: Periods): MetricQuery[] {
  return metricQueries(LAMBDA, [CONCURRENCY, THROTTLES], { FunctionName: name }, periods, rowKey(name, ""));
}

/** One billed metric a function. */
export function peakQueries(name: string, periods: Periods): MetricQuery[] {
  return metricQueries(LAMBDA, [CONCURRENCY], { FunctionName: name }, periods, rowKey(name, ""));
}

/** What explains throttled calls: three billed metrics a function. */
export function throttleQueries(name: string, periods: Periods): MetricQuery[] {
  return metricQueries(
    LAMBDA,
    [CONCURRENCY, THROTTLES, INVOCATIONS],
    { FunctionName: name },
    periods,
    rowKey(name, ""),
  );
}

/** Two billed metrics a function. */
export function durationQueries(name: string, periods: Periods): MetricQuery[] {
  return metricQueries(
    LAMBDA,
    [
      { key: "durationMax", metric: "Duration", statistic: "Maximum" },
      { key: "p99", metric: "Duration", statistic: "p99", whole: true },
    ],
    { FunctionName: name },
    periods,
    rowKey(name, ""),
  );
}

/** Utilisation per alias or version, invocations and spill-over of the function. */
export function provisionedUseQueries(
  name: string,
  qualifiers: readonly string[],
  periods: Periods,
): MetricQuery[] {
  const counts = metricQueries(
    LAMBDA,
    [
      {
        key: "provisionedInvocations",
        metric: "ProvisionedConcurrencyInvocations",
        statistic: "Sum",
      },
      { key: "spillover", metric: "ProvisionedConcurrencySpilloverInvocations", statistic: "Sum" },
    ],
    { FunctionName: name },
    periods,
    rowKey(name, ""),
  );
  const uses = qualifiers.flatMap((qualifier) =>
    metricQueries(
      LAMBDA,
      [
        {
          key: `utilization ${qualifier}`,
          metric: "ProvisionedConcurrencyUtilization",
          statistic: "Maximum",
        },
      ],
      { FunctionName: name, Resource: `${name}:${qualifier}` },
      periods,
      rowKey(name, ""),
    ),
  );
  return [...counts, ...uses];
}

/** Metrics that few functions have: asked for only where ListMetrics names them, for each costs even when empty. */
const RARE = {
  iteratorAge: "IteratorAge",
  asyncAge: "AsyncEventAge",
  dropped: "AsyncEventsDropped",
  deadLetterErrors: "DeadLetterErrors",
  destinationFailures: "DestinationDeliveryFailures",
} as const;
export type RareFigure = keyof typeof RARE;
const rareFigures: readonly RareFigure[] = [
  "iteratorAge",
  "asyncAge",
  "dropped",
  "deadLetterErrors",
  "destinationFailures",
];

export interface RareMetrics {
  /** Names of the functions that have the figure. */
  readonly functions: ReadonlyMap<RareFigure, ReadonlySet<string>>;
  /** Functions with Lambda Insights. */
  readonly memory: ReadonlySet<string>;
  readonly failures: readonly Failure[];
}

export async function findRareMetrics(view: ViewRequest): Promise<RareMetrics> {
  const [memory, ...found] = await Promise.all([
    namesWith(view, INSIGHTS, "memory_utilization", "function_name"),
    ...rareFigures.map((figure) => namesWith(view, LAMBDA, RARE[figure], "FunctionName")),
  ]);
  return {
    functions: new Map(rareFigures.map((figure, i) => [figure, found[i]?.names ?? new Set()])),
    memory: memory.names,
    failures: [memory, ...found].flatMap(({ failures }) => failures),
  };
}

export function rareQueries(name: string, rare: RareMetrics, periods: Periods): MetricQuery[] {
  const asks = rareFigures
    .filter((figure) => rare.functions.get(figure)?.has(name))
    .map((figure) => ({
      key: figure,
      metric: RARE[figure],
      statistic: figure.endsWith("Age") ? "Maximum" : "Sum",
    }));
  const memory: Ask = { key: "memory", metric: "memory_utilization", statistic: "Maximum" };
  const prefix = rowKey(name, "");
  return [
    ...metricQueries(LAMBDA, asks, { FunctionName: name }, periods, prefix),
    // [D Lambda-Insights-metrics]: percent of the memory size, its dimensions in lower case.
    ...(rare.memory.has(name)
      ? metricQueries(INSIGHTS, [memory], { function_name: name }, periods, prefix)
      : []),
  ];
}

/** Qualifiers with provisioned concurrency that was used, by function: no call per function is needed to find them. */
export async function findProvisioned(
  view: ViewRequest,
): Promise<{ byName: ReadonlyMap<string, readonly string[]>; failures: readonly Failure[] }> {
  const listed = await optional(
    listMetrics(view.scope, {
      namespace: LAMBDA,
      name: "ProvisionedConcurrencyUtilization",
      dimensionNames: ["FunctionName", "Resource"],
    }),
  );
  const byName = new Map<string, string[]>();
  for (const { dimensions } of listed.value ?? []) {
    const { FunctionName: name, Resource: resource } = dimensions;
    if (name === undefined || !resource?.startsWith(`${name}:`)) continue;
    byName.set(name, [...(byName.get(name) ?? []), resource.slice(name.length + 1)]);
  }
  return { byName, failures: listed.failures };
}

async function namesWith(
  view: ViewRequest,
  namespace: string,
  metric: string,
  dimension: string,
): Promise<{ names: ReadonlySet<string>; failures: readonly Failure[] }> {
  const listed = await optional(
    listMetrics(view.scope, { namespace, name: metric, dimensionNames: [dimension] }),
  );
  const names = (listed.value ?? []).flatMap(({ dimensions }) => dimensions[dimension] ?? []);
  return { names: new Set(names), failures: listed.failures };
}
