import type { Service } from "@/lib/sandbox/http/contract";
import { describeAlarmHistory } from "./operations/describe-alarm-history";
import { describeAlarms, describeAlarmsForMetric } from "./operations/describe-alarms";
import { getMetricData } from "./operations/get-metric-data";
import { getMetricStatistics } from "./operations/get-metric-statistics";
import { listMetrics } from "./operations/list-metrics";

/** CloudWatch: metrics and alarms rendered from the records of the world. */
export const cloudwatch: Service = {
  name: "cloudwatch",
  operations: {
    DescribeAlarmHistory: describeAlarmHistory,
    DescribeAlarms: describeAlarms,
    DescribeAlarmsForMetric: describeAlarmsForMetric,
    GetMetricData: getMetricData,
    GetMetricStatistics: getMetricStatistics,
    ListMetrics: listMetrics,
  },
};
