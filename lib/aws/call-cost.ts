import "server-only";
import type { AwsService } from "@/lib/aws/aws-service";
import { callPrices } from "@/lib/aws/call-prices";
import type { Charge } from "@/lib/aws/meter";

/**
 * What is known of a request's price before it is sent; of Live Tail the first minute. What Insights and X-Ray cost shows
 * only afterwards, and is charged then.
 */
export function costOf(service: AwsService, operation: string, metrics: number): Charge {
  if (operation === "StartLiveTail") return { costUsd: callPrices.perLiveTailMinuteUsd };
  if (service !== "cloudwatch") return { costUsd: 0 };
  if (operation !== "GetMetricData") return { costUsd: callPrices.perCloudWatchRequestUsd };
  return { costUsd: metrics * callPrices.perMetricUsd, billedMetrics: metrics };
}

/** Operations whose answer tells what they cost, or that cost for as long as they last. */
const billedAfterwards: ReadonlySet<string> = new Set([
  "StartQuery",
  "StartLiveTail",
  "GetTraceSummaries",
  "BatchGetTraces",
]);

/**
 * Whether a request costs money. Lambda, API Gateway, CloudTrail's event history, STS and the reading of log events,
 * query results and configuration are free.
 */
export function isBilled(service: AwsService, operation: string): boolean {
  return service === "cloudwatch" || billedAfterwards.has(operation);
}
