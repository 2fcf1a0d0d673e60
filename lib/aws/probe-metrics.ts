import "server-only";
import { LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  ListMetricsCommand,
} from "@aws-sdk/client-cloudwatch";
import { cloudTrailClient, cloudWatchClient } from "@/lib/aws/clients";
import type { Probe } from "@/lib/aws/probe-kinds";
import { floorTo, MINUTE_MS } from "@/lib/base/time";

/** Nobody publishes a metric of this name: the list is empty and its page small. */
const NO_METRIC = "LambdascopePermissionCheck";

export const metricsProbes = {
  "cloudwatch.GetMetricData": {
    ask: (scope) => ({
      on: null,
      send: async (abortSignal) => {
        const endMs = floorTo(scope.nowMs, MINUTE_MS);
        const MetricStat = {
          Metric: { Namespace: "AWS/Lambda", MetricName: NO_METRIC },
          Period: 60,
          Stat: "Sum",
        };
        const command = new GetMetricDataCommand({
          MetricDataQueries: [{ Id: "m1", MetricStat }],
          StartTime: new Date(endMs - MINUTE_MS),
          EndTime: new Date(endMs),
        });
        await cloudWatchClient(scope).send(command, { abortSignal });
        return {};
      },
    }),
  },
  "cloudwatch.ListMetrics": {
    ask: (scope) => ({
      on: null,
      send: async (abortSignal) => {
        const command = new ListMetricsCommand({ Namespace: "AWS/Lambda", MetricName: NO_METRIC });
        await cloudWatchClient(scope).send(command, { abortSignal });
        return {};
      },
    }),
  },
  "cloudwatch.DescribeAlarms": {
    ask: (scope) => ({
      on: null,
      send: async (abortSignal) => {
        await cloudWatchClient(scope).send(new DescribeAlarmsCommand({ MaxRecords: 1 }), { abortSignal });
        return {};
      },
    }),
  },
  "cloudwatch.DescribeAlarmHistory": {
    ask: (scope) => ({
      on: null,
      send: async (abortSignal) => {
        const command = new DescribeAlarmHistoryCommand({ MaxRecords: 1 });
        await cloudWatchClient(scope).send(command, { abortSignal });
        return {};
      },
    }),
  },
  "cloudtrail.LookupEvents": {
    ask: (scope) => ({
      on: null,
      send: async (abortSignal) => {
        await cloudTrailClient(scope).send(new LookupEventsCommand({ MaxResults: 1 }), { abortSignal });
        return {};
      },
    }),
  },
} as const satisfies Record<string, Probe>;
