import type { Service } from "@/lib/sandbox/http/contract";

/** Calls of one name share one bucket per region. */
export interface Quota {
  readonly bucket: string;
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * Documented request quotas per account and region [D cloudwatch_limits, cloudwatch_limits_cwl, gettingstarted-limits,
 * API Gateway limits, M LookupEvents]. Operations that no page lists get the service's default, which is a guess on the strict side.
 */
const PER_OPERATION: Readonly<Record<string, number>> = {
  "cloudwatch.GetMetricData": 500,
  "cloudwatch.GetMetricStatistics": 400,
  "cloudwatch.ListMetrics": 25,
  "cloudwatch.DescribeAlarms": 9,
  "cloudwatch.DescribeAlarmsForMetric": 9,
  "logs.DescribeLogGroups": 10,
  "logs.DescribeLogStreams": 25,
  "logs.GetLogEvents": 25,
  "logs.StartQuery": 10,
  "logs.GetQueryResults": 10,
  "logs.StartLiveTail": 5,
  "cloudtrail.LookupEvents": 2,
  "lambda.GetFunction": 100,
  "lambda.GetPolicy": 15,
};

/** X-Ray publishes no read quotas: unverified. STS: unverified. */
const DEFAULTS: Readonly<Record<Service["name"], number>> = {
  cloudwatch: 20,
  logs: 10,
  xray: 20,
  lambda: 15,
  apigateway: 10,
  apigatewayv2: 10,
  cloudtrail: 10,
  sts: 100,
};

const FILTER_LOG_EVENTS_DEFAULT = 10;
const FILTER_LOG_EVENTS: Readonly<Record<string, number>> = {
  "us-east-1": 25,
  "eu-central-1": 5,
  "ap-northeast-3": 5,
  "ap-southeast-3": 5,
  "ca-west-1": 5,
  "il-central-1": 5,
};

const GET_LOG_EVENTS: Readonly<Record<string, number>> = {
  "eu-west-1": 10,
  "us-west-2": 10,
  "eu-central-1": 10,
  "eu-west-3": 30,
};

/** The quotas that a call draws from; it passes when each of them has a token. */
export function quotasOf(service: Service["name"], operation: string, region: string): readonly Quota[] {
  const name = `${service}.${operation}`;
  if (name === "logs.FilterLogEvents") {
    return [evenly(name, FILTER_LOG_EVENTS[region] ?? FILTER_LOG_EVENTS_DEFAULT)];
  }
  if (name === "logs.GetLogEvents") return [evenly(name, GET_LOG_EVENTS[region] ?? 25)];
  if (service === "apigateway" || service === "apigatewayv2") return apiGatewayQuotas(name);
  const own = PER_OPERATION[name];
  if (own !== undefined) return [evenly(name, own)];
  // Lambda's remaining reads share one quota; elsewhere each operation has its own.
  return [evenly(service === "lambda" ? "lambda control plane" : name, DEFAULTS[service])];
}

/** Account-wide 10 requests a second with a burst of 40 over both services, GetResources 5 per 2 seconds besides. */
function apiGatewayQuotas(name: string): readonly Quota[] {
  const shared: Quota = { bucket: "apigateway control plane", perSecond: 10, burst: 40 };
  if (name !== "apigateway.GetResources") return [shared];
  return [shared, { bucket: name, perSecond: 2.5, burst: 5 }];
}

function evenly(bucket: string, perSecond: number): Quota {
  return { bucket, perSecond, burst: perSecond };
}
