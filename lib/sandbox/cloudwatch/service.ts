import type { Service } from "@/lib/sandbox/http/contract";
import { getMetricData } from "./operations/get-metric-data";
import { getMetricStatistics } from "./operations/get-metric-statistics";
import { listMetrics } from "./operations/list-metrics";

/** CloudWatch: metrics and alarms rendered from the records of the world. */
export const cloudwatch: Service = {
  name: "cloudwatch",
  operations: {
    GetMetricData: getMetricData,
    GetMetricStatistics: getMetricStatistics,
    ListMetrics: listMetrics,
  },
};
