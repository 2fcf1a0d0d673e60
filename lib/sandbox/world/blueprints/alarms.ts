import { MINUTE_MS } from "@/lib/base/time";
import type { AlarmDef, CompositeAlarmDef, MathAlarmDef, MetricAlarmDef } from "@/lib/sandbox/world/types";

type LambdaAlarm = Pick<
  MetricAlarmDef,
  "name" | "description" | "metricName" | "statistic" | "threshold" | "evaluationPeriods" | "tells"
> & { readonly functionKey: string };

const lambdaAlarms: readonly LambdaAlarm[] = [
  {
    name: "payments-charge-errors",
    description: "Charges fail",
    functionKey: "payments-charge",
    metricName: "Errors",
    statistic: "Sum",
    threshold: 3,
    evaluationPeriods: 2,
  },
  {
    name: "shipping-quotes-p95",
    description: "Quotes are slow",
    functionKey: "shipping-quotes",
    metricName: "Duration",
    statistic: "p95",
    threshold: 5_000,
    evaluationPeriods: 2,
  },
  {
    name: "catalog-search-throttles",
    description: "Searches are refused",
    functionKey: "catalog-search",
    metricName: "Throttles",
    statistic: "Sum",
    threshold: 1,
    evaluationPeriods: 1,
  },
  {
    name: "stream-analytics-lag",
    description: "Clicks are counted late",
    functionKey: "stream-analytics",
    metricName: "IteratorAge",
    statistic: "Maximum",
    threshold: 120_000,
    evaluationPeriods: 1,
  },
  {
    name: "catalog-images-errors",
    description: "Thumbnails fail",
    functionKey: "catalog-images",
    metricName: "Errors",
    statistic: "Sum",
    threshold: 2,
    evaluationPeriods: 1,
    tells: "nobody",
  },
  {
    name: "reports-nightly-ran",
    description: "The reports have been built",
    functionKey: "reports-nightly",
    metricName: "Invocations",
    statistic: "Sum",
    threshold: 1,
    evaluationPeriods: 1,
  },
];

/** Alarms of a region; `nameOf` gives a function's name there, or undefined where it does not exist. */
export function alarmsOf(nameOf: (functionKey: string) => string | undefined): readonly AlarmDef[] {
  const alarms: AlarmDef[] = [];
  for (const { functionKey, ...alarm } of lambdaAlarms) {
    const name = nameOf(functionKey);
    if (name === undefined) continue;
    const heartbeat = functionKey === "reports-nightly";
    alarms.push({
      ...alarm,
      namespace: "AWS/Lambda",
      dimensions: { FunctionName: name },
      periodMs: heartbeat ? 60 * MINUTE_MS : 5 * MINUTE_MS,
      comparison: heartbeat ? "LessThanThreshold" : "GreaterThanOrEqualToThreshold",
      treatMissingData: heartbeat ? "breaching" : "notBreaching",
    });
  }
  if (alarms.length === 0) return [];
  alarms.push(
    {
      name: "shop-api-5xx",
      description: "The shop answers 5xx",
      namespace: "AWS/ApiGateway",
      metricName: "5XXError",
      dimensions: { ApiName: "shop-api", Stage: "prod" },
      statistic: "Average",
      periodMs: 5 * MINUTE_MS,
      evaluationPeriods: 1,
      threshold: 0.02,
      comparison: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
    },
    {
      name: "shop-api-latency",
      description: "The shop is slow",
      namespace: "AWS/ApiGateway",
      metricName: "Latency",
      dimensions: { ApiName: "shop-api", Stage: "prod" },
      statistic: "p95",
      periodMs: 5 * MINUTE_MS,
      evaluationPeriods: 3,
      threshold: 1_500,
      comparison: "GreaterThanThreshold",
      treatMissingData: "missing",
      tells: "switched-off",
    },
  );
  const charge = nameOf("payments-charge");
  if (charge !== undefined) alarms.push(errorRateOf(charge));
  alarms.push(onDeletedFunction);
  return alarms;
}

/** Percent of the calls that fail. */
function errorRateOf(name: string): MathAlarmDef {
  const sumOf = (id: string, metricName: string) => ({
    id,
    namespace: "AWS/Lambda",
    metricName,
    dimensions: { FunctionName: name },
    statistic: "Sum",
  });
  return {
    name: "payments-charge-error-rate",
    description: "More than 4 of 100 charges fail",
    expression: "m2 / m1 * 100",
    label: "Error rate (%)",
    inputs: [sumOf("m1", "Invocations"), sumOf("m2", "Errors")],
    periodMs: 5 * MINUTE_MS,
    evaluationPeriods: 2,
    threshold: 4,
    comparison: "GreaterThanThreshold",
    treatMissingData: "notBreaching",
  };
}

/** Nobody removed it with its function: it has no data and never will. */
const onDeletedFunction: MetricAlarmDef = {
  name: "legacy-thumbnails-errors",
  description: "Old thumbnails fail",
  namespace: "AWS/Lambda",
  metricName: "Errors",
  dimensions: { FunctionName: "legacy-thumbnails" },
  statistic: "Sum",
  periodMs: 5 * MINUTE_MS,
  evaluationPeriods: 1,
  threshold: 1,
  comparison: "GreaterThanOrEqualToThreshold",
  treatMissingData: "missing",
};

/** Of those alarms that the region has. */
export function compositeAlarmsOf(alarms: readonly AlarmDef[]): readonly CompositeAlarmDef[] {
  const anyOf = ["payments-charge-errors", "shop-api-5xx"].filter((child) =>
    alarms.some(({ name }) => name === child),
  );
  return anyOf.length === 0 ? [] : [{ name: "checkout-broken", description: "Customers cannot pay", anyOf }];
}
