import "server-only";
import { DescribeAlarmsCommand, ListMetricsCommand } from "@aws-sdk/client-cloudwatch";
import { alarmOfComposite, alarmOfMetric } from "@/lib/aws/alarm-shapes";
import { askBeforeMetrics } from "@/lib/aws/ask-first";
import { AwsFailure } from "@/lib/aws/aws-failure";
import type { CallScope } from "@/lib/aws/call-scope";
import { cloudWatchClient } from "@/lib/aws/clients";
import { metricOf } from "@/lib/aws/cloudwatch-shapes";
import { callPages } from "@/lib/aws/gateway";
import { loadMetricChunk } from "@/lib/aws/metric-chunk";
import { assembleMetricData, type ChunkOutcome } from "@/lib/aws/metric-data";
import { chunksOf, type MetricChunk } from "@/lib/aws/metric-plan";
import { MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import type { Alarm } from "@/lib/model/alarm";
import type { Metric, MetricData, MetricQuery, Window } from "@/lib/model/metric";

/**
 * Datapoints of many metrics, by the callers' keys. The window is widened to whole minutes; periods begin at its start
 * and the last one may reach beyond its end. All requests go out together; the same metric, statistic and period under
 * two keys is asked (and billed) once.
 *
 * A request that fails leaves its keys out of `byKey` and adds to `failures`; a key without data is there, empty.
 * Throws `AwsFailure` only when every request failed, or `ask` before any is sent.
 */
export async function getMetricData(
  scope: CallScope,
  queries: readonly MetricQuery[],
  window: Window,
): Promise<MetricData> {
  const chunks = chunksOf(queries, window);
  askBeforeMetrics(
    scope,
    chunks.reduce((sum, chunk) => sum + chunk.queries.length, 0),
  );
  return assembleMetricData(queries, await Promise.all(chunks.map((chunk) => outcomeOf(scope, chunk))));
}

/** An abandoned call or a mistake of ours is no part of the answer and goes on as an exception. */
async function outcomeOf(scope: CallScope, chunk: MetricChunk): Promise<ChunkOutcome> {
  try {
    return { chunk, answer: await loadMetricChunk(scope, chunk) };
  } catch (error) {
    if (error instanceof AwsFailure) return { chunk, answer: error };
    throw error;
  }
}

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
      cloudWatchClient(scope).send(
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
      cloudWatchClient(scope).send(
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
