import type { JsonObject, Service } from "@/lib/sandbox/http/contract";

/** Where an operation keeps its page tokens and what it pages. */
export interface Paging {
  readonly tokenIn: string;
  readonly tokenOut: string;
  readonly items: readonly string[];
}

const PAGED: Readonly<Record<string, readonly string[]>> = {
  "cloudwatch.GetMetricData": ["MetricDataResults"],
  "cloudwatch.ListMetrics": ["Metrics"],
  "cloudwatch.DescribeAlarms": ["MetricAlarms", "CompositeAlarms"],
  "cloudwatch.DescribeAlarmHistory": ["AlarmHistoryItems"],
  "logs.FilterLogEvents": ["events"],
  "logs.DescribeLogGroups": ["logGroups"],
  "logs.DescribeLogStreams": ["logStreams"],
  "xray.GetTraceSummaries": ["TraceSummaries"],
  "xray.BatchGetTraces": ["Traces"],
  "xray.GetServiceGraph": ["Services"],
  "xray.GetTraceGraph": ["Services"],
  "xray.GetTimeSeriesServiceStatistics": ["TimeSeriesServiceStatistics"],
  "xray.ListRetrievedTraces": ["Traces"],
  "lambda.ListFunctions": ["Functions"],
  "lambda.ListAliases": ["Aliases"],
  "lambda.ListVersionsByFunction": ["Versions"],
  "lambda.ListEventSourceMappings": ["EventSourceMappings"],
  "lambda.ListProvisionedConcurrencyConfigs": ["ProvisionedConcurrencyConfigs"],
  "apigateway.GetRestApis": ["item"],
  "apigateway.GetResources": ["item"],
  "apigateway.GetAuthorizers": ["item"],
  "apigateway.GetDeployments": ["item"],
  "apigateway.GetUsagePlans": ["item"],
  "apigateway.GetUsagePlanKeys": ["item"],
  "apigateway.GetApiKeys": ["item"],
  "apigatewayv2.GetApis": ["items"],
  "apigatewayv2.GetRoutes": ["items"],
  "apigatewayv2.GetIntegrations": ["items"],
  "apigatewayv2.GetAuthorizers": ["items"],
  "apigatewayv2.GetStages": ["items"],
  "apigatewayv2.GetDeployments": ["items"],
  "cloudtrail.LookupEvents": ["Events"],
};

const TOKENS: Readonly<Record<Service["name"], readonly [tokenIn: string, tokenOut: string]>> = {
  cloudwatch: ["NextToken", "NextToken"],
  logs: ["nextToken", "nextToken"],
  xray: ["NextToken", "NextToken"],
  lambda: ["Marker", "NextMarker"],
  apigateway: ["position", "position"],
  apigatewayv2: ["nextToken", "nextToken"],
  cloudtrail: ["NextToken", "NextToken"],
  sts: ["", ""],
};

/** Null: the operation gives everything at once. */
export function pagingOf(service: Service["name"], operation: string): Paging | null {
  const items = PAGED[`${service}.${operation}`];
  const [tokenIn, tokenOut] = TOKENS[service];
  return items === undefined ? null : { tokenIn, tokenOut, items };
}

/** The token that a caller sent; empty for a first page. */
export function tokenIn(paging: Paging, input: JsonObject): string {
  const sent = input[paging.tokenIn];
  return typeof sent === "string" ? sent : "";
}
