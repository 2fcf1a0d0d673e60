import "server-only";
import type { AwsService } from "@/lib/aws/aws-service";
import { callPrices } from "@/lib/aws/call-prices";
import type { Charge } from "@/lib/aws/meter";

/** Lambda, API Gateway, CloudTrail's event history, STS and log events are free; what Insights, Live Tail and X-Ray cost shows only afterwards. */
export function costOf(service: AwsService, operation: string, metrics: number): Charge {
  if (service !== "cloudwatch") return { costUsd: 0 };
  if (operation !== "GetMetricData") return { costUsd: callPrices.perCloudWatchRequestUsd };
  return { costUsd: metrics * callPrices.perMetricUsd, billedMetrics: metrics };
}
