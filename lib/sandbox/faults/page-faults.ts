import type { JsonObject, Service } from "@/lib/sandbox/http/contract";
import { isJsonObject } from "@/lib/sandbox/http/wire";

/** Where an operation keeps its page tokens and what it pages. */
interface Paging {
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
  "lambda.ListFunctions": ["Functions"],
  "lambda.ListAliases": ["Aliases"],
  "lambda.ListVersionsByFunction": ["Versions"],
  "lambda.ListEventSourceMappings": ["EventSourceMappings"],
  "lambda.ListProvisionedConcurrencyConfigs": ["ProvisionedConcurrencyConfigs"],
  "apigateway.GetRestApis": ["item"],
  "apigateway.GetResources": ["item"],
  "apigateway.GetDeployments": ["item"],
  "apigateway.GetUsagePlans": ["item"],
  "apigateway.GetUsagePlanKeys": ["item"],
  "apigateway.GetApiKeys": ["item"],
  "apigatewayv2.GetApis": ["items"],
  "apigatewayv2.GetRoutes": ["items"],
  "apigatewayv2.GetIntegrations": ["items"],
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

/** Tokens that the faults invent: the original one in base64url behind a mark. */
const MARK = "again-";

/** The input whose invented token, if any, is replaced by the one that it stands for. */
export function realInput(
  service: Service["name"],
  operation: string,
  input: JsonObject,
): { readonly input: JsonObject; readonly invented: boolean } {
  const paging = pagingOf(service, operation);
  const token = paging === null ? undefined : input[paging.tokenIn];
  if (paging === null || typeof token !== "string" || !token.startsWith(MARK)) {
    return { input, invented: false };
  }
  const { [paging.tokenIn]: _dropped, ...rest } = input;
  const original = Buffer.from(token.slice(MARK.length), "base64url").toString();
  return { input: original === "" ? rest : { ...rest, [paging.tokenIn]: original }, invented: true };
}

/** The answer without its items, and a token that leads to the answer itself. Unpaged answers stay as they are. */
export function emptyPage(
  service: Service["name"],
  operation: string,
  input: JsonObject,
  result: unknown,
): unknown {
  const paging = pagingOf(service, operation);
  if (paging === null || !isJsonObject(result)) return result;
  const empty = Object.fromEntries(paging.items.filter((name) => name in result).map((name) => [name, []]));
  return { ...result, ...empty, [paging.tokenOut]: inventedToken(paging, input) };
}

/** The answer with the token that was sent. */
export function repeatToken(
  service: Service["name"],
  operation: string,
  input: JsonObject,
  result: unknown,
): unknown {
  const paging = pagingOf(service, operation);
  if (paging === null || !isJsonObject(result)) return result;
  return { ...result, [paging.tokenOut]: inventedToken(paging, input) };
}

function pagingOf(service: Service["name"], operation: string): Paging | null {
  const items = PAGED[`${service}.${operation}`];
  const [tokenIn, tokenOut] = TOKENS[service];
  return items === undefined ? null : { tokenIn, tokenOut, items };
}

function inventedToken(paging: Paging, input: JsonObject): string {
  const sent = input[paging.tokenIn];
  return MARK + Buffer.from(typeof sent === "string" ? sent : "").toString("base64url");
}
