import "server-only";
import { GetMetricDataCommand, type MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type { CallScope } from "@/lib/aws/call-scope";
import { cloudWatchClient } from "@/lib/aws/clients";
import { callMerged } from "@/lib/aws/gateway";
import { fingerprintOf, MAX_DATAPOINTS, type MetricChunk } from "@/lib/aws/metric-plan";
import { idOf, type MetricChunkAnswer, mergeResults } from "@/lib/aws/metric-results";
import { metricStatOf } from "@/lib/aws/metric-stat";
import { type DurationMs, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import type { MetricQuery } from "@/lib/model/metric";

/** One GetMetricData request with all its pages. */
export function loadMetricChunk(scope: CallScope, chunk: MetricChunk): Promise<MetricChunkAnswer> {
  const { queries, window, datapoints } = chunk;
  const dataQueries = queries.map(dataQueryOf);
  return callMerged(scope, {
    service: "cloudwatch",
    operation: "GetMetricData",
    key: { window, queries: queries.map(fingerprintOf) },
    cacheForMs: ({ failures }) => (failures.length > 0 ? 0 : keptFor(window.toMs, scope.nowMs)),
    billed: { metrics: queries.length, datapoints },
    sendPage: (token, signal) =>
      cloudWatchClient(scope).send(
        new GetMetricDataCommand({
          StartTime: new Date(window.fromMs),
          EndTime: new Date(window.toMs),
          MetricDataQueries: dataQueries,
          ScanBy: "TimestampAscending",
          MaxDatapoints: MAX_DATAPOINTS,
          NextToken: token,
        }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.NextToken,
    read: (pages) => mergeResults(pages, queries.length),
  });
}

/**
 * Lambda dates a datapoint by the start of the invocation, so a run of 15 minutes still changes the past
 * [D monitoring-metrics-view]; CloudWatch itself needs a few minutes to settle.
 */
function keptFor(windowEnd: EpochMs, now: EpochMs): DurationMs {
  const age = now - windowEnd;
  if (age < 5 * MINUTE_MS) return 20 * SECOND_MS;
  return age < 20 * MINUTE_MS ? 2 * MINUTE_MS : 6 * HOUR_MS;
}

function dataQueryOf({ metric, statistic, periodMs }: MetricQuery, index: number): MetricDataQuery {
  return {
    Id: idOf(index),
    MetricStat: metricStatOf(metric, statistic, periodMs),
  };
}
