import "server-only";
import { type AwsService, operationName } from "@/lib/aws/aws-service";
import { type CallTarget, targetKey } from "@/lib/aws/call-scope";
import { callerOf, quotaHolderOf } from "@/lib/aws/caller";
import { type Pace, TokenBucket } from "@/lib/aws/token-bucket";
import { SharedPace } from "@/lib/cache/shared-pace";
import { sharedStore } from "@/lib/cache/shared-store";
import { processWide } from "@/lib/config/process-wide";

/**
 * Documented request quotas per account and region: a bucket for each target and quota, and one
 * that all instances share when there is a shared store.
 * CloudWatch: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 * CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 * Lambda: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 * API Gateway: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
const quotas = {
  getMetricData: { perSecond: 500, burst: 500 },
  /** The quota for a StartTime within the last three hours, the lower of the two. */
  getMetricDataDatapoints: { perSecond: 180_000, burst: 180_000 },
  listMetrics: { perSecond: 25, burst: 25 },
  describeAlarms: { perSecond: 9, burst: 9 },
  /** Its own quota is not documented where the others are: paced like DescribeAlarms. */
  describeAlarmHistory: { perSecond: 9, burst: 9 },
  /** FilterLogEvents differs by region and is not adjustable: one step below 25, 10 and 5, for others read too. */
  filterLogEventsVirginia: { perSecond: 22, burst: 22 },
  filterLogEvents: { perSecond: 9, burst: 9 },
  filterLogEventsSmall: { perSecond: 4, burst: 4 },
  getLogEvents: { perSecond: 9, burst: 9 },
  describeLogGroups: { perSecond: 9, burst: 9 },
  describeLogStreams: { perSecond: 22, burst: 22 },
  startQuery: { perSecond: 9, burst: 9 },
  getQueryResults: { perSecond: 9, burst: 9 },
  startLiveTail: { perSecond: 4, burst: 4 },
  /** AWS states no quota for reading traces; refusals begin somewhere above this pace. */
  xray: { perSecond: 15, burst: 15 },
  /** All reads but GetFunction share 15 a second, with whatever else reads in the account: leave it a third. */
  lambdaReads: { perSecond: 10, burst: 10 },
  /** All management calls, REST and HTTP APIs together. */
  apiGateway: { perSecond: 10, burst: 40 },
  /** 5 per 2 seconds, on top of the above. */
  apiGatewayResources: { perSecond: 2.5, burst: 5 },
  /** LookupEvents: 2 a second, not adjustable. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
  lookupEvents: { perSecond: 2, burst: 2 },
  sts: { perSecond: 50, burst: 50 },
} as const satisfies Record<string, Pace>;

type QuotaName = keyof typeof quotas;

/** What a call takes from one quota. */
interface Toll {
  readonly quota: QuotaName;
  readonly tokens: number;
}

export interface CallSize {
  /** Datapoints that GetMetricData may return. */
  readonly datapoints?: number;
}

/** Waits until the quotas let the call through; gives the milliseconds waited. Rejects with AbortError. */
export async function waitForPace(
  target: CallTarget,
  service: AwsService,
  operation: string,
  size: CallSize,
  signal: AbortSignal,
): Promise<number> {
  let waitedMs = 0;
  for (const toll of tolls(target.region, service, operation, size)) {
    waitedMs += await bucketOf(target, toll.quota).take(toll.tokens, signal);
    // After the instance's own bucket, which is all there is when the shared one cannot be asked.
    waitedMs += (await sharedPace(target, toll.quota)?.take(toll.tokens, signal)) ?? 0;
  }
  return waitedMs;
}

function tolls(region: string, service: AwsService, operation: string, size: CallSize): readonly Toll[] {
  const one = (quota: QuotaName): Toll => ({ quota, tokens: 1 });
  switch (service) {
    case "lambda":
      return [one("lambdaReads")];
    case "apigateway":
    case "apigatewayv2":
      return operation === "GetResources"
        ? [one("apiGatewayResources"), one("apiGateway")]
        : [one("apiGateway")];
    case "xray":
      return [one("xray")];
    case "cloudtrail":
      return [one("lookupEvents")];
    case "sts":
      return [one("sts")];
    case "logs":
      return [one(logsQuota(operation, region))];
    case "cloudwatch":
      return cloudWatchTolls(operation, size);
  }
}

const smallRegions: ReadonlySet<string> = new Set([
  "eu-central-1",
  "ap-northeast-3",
  "ap-southeast-3",
  "ca-west-1",
  "il-central-1",
]);

function logsQuota(operation: string, region: string): QuotaName {
  switch (operation) {
    case "FilterLogEvents":
      if (region === "us-east-1") return "filterLogEventsVirginia";
      return smallRegions.has(region) ? "filterLogEventsSmall" : "filterLogEvents";
    case "GetLogEvents":
      return "getLogEvents";
    case "DescribeLogGroups":
      return "describeLogGroups";
    case "DescribeLogStreams":
      return "describeLogStreams";
    case "StartQuery":
      return "startQuery";
    case "GetQueryResults":
    case "StopQuery":
      return "getQueryResults";
    case "StartLiveTail":
      return "startLiveTail";
    default:
      throw new Error(`No quota is known for ${operationName("logs", operation)}.`);
  }
}

function cloudWatchTolls(operation: string, size: CallSize): readonly Toll[] {
  switch (operation) {
    case "GetMetricData":
      return [
        { quota: "getMetricDataDatapoints", tokens: size.datapoints ?? 0 },
        { quota: "getMetricData", tokens: 1 },
      ];
    case "ListMetrics":
      return [{ quota: "listMetrics", tokens: 1 }];
    case "DescribeAlarms":
      return [{ quota: "describeAlarms", tokens: 1 }];
    case "DescribeAlarmHistory":
      return [{ quota: "describeAlarmHistory", tokens: 1 }];
    default:
      throw new Error(`No quota is known for ${operationName("cloudwatch", operation)}.`);
  }
}

function bucketOf(target: CallTarget, quota: QuotaName): TokenBucket {
  return processWide(`bucket ${targetKey(target)} ${quota}`, () => new TokenBucket(quotas[quota]));
}

/** null: no other instance is known to draw on the same quota. */
function sharedPace(target: CallTarget, quota: QuotaName): SharedPace | null {
  const store = sharedStore();
  const caller = callerOf(target.account);
  if (store === null || caller === null) return null;
  const key = `lambdascope:pace:${quotaHolderOf(target.account, caller)}:${target.region}:${quota}`;
  return processWide(key, () => new SharedPace(store, key, quotas[quota]));
}
