import "server-only";
import { GetMetricDataCommand, type MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type { CallScope } from "@/lib/aws/call-scope";
import { cloudWatchClient } from "@/lib/aws/clients";
import { callMerged } from "@/lib/aws/gateway";
import { MAX_DATAPOINTS } from "@/lib/aws/metric-plan";
import { idOf, type MetricChunkAnswer, mergeResults } from "@/lib/aws/metric-results";
import { metricStatOf } from "@/lib/aws/metric-stat";
import { type DurationMs, SECOND_MS } from "@/lib/base/time";
import type { AlarmQuery } from "@/lib/model/alarm";
import type { Window } from "@/lib/model/metric";

/**
 * What an alarm's watched expression comes to, computed by CloudWatch itself: one request, billed by the metrics that it
 * reads. All queries get the same period, a multiple of one minute; the window is in whole periods. The expression must
 * give one series, as an alarm's must. [M PutMetricAlarm]
 */
export function getExpressionData(
  scope: CallScope,
  queries: readonly AlarmQuery[],
  periodMs: DurationMs,
  window: Window,
): Promise<MetricChunkAnswer> {
  const watchedId = queries.find(({ watched }) => watched)?.id;
  const points = Math.ceil((window.toMs - window.fromMs) / periodMs);
  return callMerged(scope, {
    service: "cloudwatch",
    operation: "GetMetricData",
    key: { expression: queries, periodMs, window },
    cacheForMs: ({ failures }) => (failures.length > 0 ? 0 : 30 * SECOND_MS),
    billed: { metrics: queries.filter(({ metric }) => metric !== null).length, datapoints: points },
    sendPage: (token, signal) =>
      cloudWatchClient(scope).send(
        new GetMetricDataCommand({
          StartTime: new Date(window.fromMs),
          EndTime: new Date(window.toMs),
          MetricDataQueries: queries.map((query) => dataQueryOf(query, periodMs)),
          ScanBy: "TimestampAscending",
          MaxDatapoints: MAX_DATAPOINTS,
          NextToken: token,
        }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.NextToken,
    read: (pages) =>
      mergeResults(
        pages.map((page) => ({
          ...page,
          MetricDataResults: page.MetricDataResults?.filter(({ Id }) => Id === watchedId).map((result) => ({
            ...result,
            Id: idOf(0),
          })),
        })),
        1,
      ),
  });
}

function dataQueryOf(
  { id, metric, statistic, expression, watched }: AlarmQuery,
  periodMs: DurationMs,
): MetricDataQuery {
  const common = { Id: id, ReturnData: watched };
  if (metric === null) {
    return { ...common, Expression: expression ?? undefined, Period: periodMs / SECOND_MS };
  }
  return { ...common, MetricStat: metricStatOf(metric, statistic ?? undefined, periodMs) };
}
