import "server-only";
import { DescribeAlarmsCommand, ListMetricsCommand } from "@aws-sdk/client-cloudwatch";
import type { CallScope } from "@/lib/aws/call-scope";
import { cloudWatchClient } from "@/lib/aws/clients";
import { alarmOfComposite, alarmOfMetric, metricOf } from "@/lib/aws/cloudwatch-shapes";
import { callPages } from "@/lib/aws/gateway";
import { MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import type { Alarm, Metric } from "@/lib/model/metric";

export { getMetricData } from "@/lib/aws/metric-data";

export interface MetricFilter {
  readonly namespace: string;
  readonly name?: string;
  /** Only metrics that have all of these dimensions, whatever their values. At most 10. */
  readonly dimensionNames?: readonly string[];
  /** Only metrics with data in the last three hours, the one span that AWS offers. */
  readonly recentlyActive?: boolean;
}

/** Metrics that had data in the last two weeks. A new one may take 15 minutes to be listed. */
export function listMetrics(scope: CallScope, filter: MetricFilter): Promise<readonly Metric[]> {
  return callPages(scope, {
    service: "cloudwatch",
    operation: "ListMetrics",
    key: filter,
    cacheForMs: 5 * MINUTE_MS,
    sendPage: (token, signal) =>
      cloudWatchClient(scope.region).send(
        new ListMetricsCommand({
          Namespace: filter.namespace,
          MetricName: filter.name,
          Dimensions: filter.dimensionNames?.map((name) => ({ Name: name })),
          RecentlyActive: filter.recentlyActive === true ? "PT3H" : undefined,
          NextToken: token,
        }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.NextToken,
    read: (wire) => (wire.Metrics ?? []).flatMap((metric) => metricOf(metric) ?? []),
  });
}

/** Metric and composite alarms. */
export function describeAlarms(scope: CallScope): Promise<readonly Alarm[]> {
  return callPages(scope, {
    service: "cloudwatch",
    operation: "DescribeAlarms",
    key: {},
    cacheForMs: 30 * SECOND_MS,
    sendPage: (token, signal) =>
      cloudWatchClient(scope.region).send(
        new DescribeAlarmsCommand({
          AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
          MaxRecords: 100,
          NextToken: token,
        }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.NextToken,
    read: (wire) => [
      ...(wire.MetricAlarms ?? []).flatMap((alarm) => alarmOfMetric(alarm) ?? []),
      ...(wire.CompositeAlarms ?? []).flatMap((alarm) => alarmOfComposite(alarm) ?? []),
    ],
  });
}
