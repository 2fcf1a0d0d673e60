/**
 * Every AWS operation that the product calls, as `service.Operation`: the two generations of API Gateway share names, and
 * IAM's prefix does not tell them apart. A test keeps the list equal to the SDK commands in lib/aws.
 */
export const operationIds = [
  "cloudwatch.GetMetricData",
  "cloudwatch.ListMetrics",
  "cloudwatch.DescribeAlarms",
  "cloudwatch.DescribeAlarmHistory",
  "logs.DescribeLogGroups",
  "logs.DescribeLogStreams",
  "logs.FilterLogEvents",
  "logs.GetLogEvents",
  "logs.StartQuery",
  "logs.GetQueryResults",
  "logs.StopQuery",
  "logs.StartLiveTail",
  "xray.GetTraceSummaries",
  "xray.BatchGetTraces",
  "xray.GetServiceGraph",
  "xray.GetTraceSegmentDestination",
  "xray.StartTraceRetrieval",
  "xray.ListRetrievedTraces",
  "xray.CancelTraceRetrieval",
  "lambda.ListFunctions",
  "lambda.GetAccountSettings",
  "lambda.ListEventSourceMappings",
  "lambda.GetFunctionConfiguration",
  "lambda.GetFunctionConcurrency",
  "lambda.ListAliases",
  "lambda.ListVersionsByFunction",
  "lambda.ListProvisionedConcurrencyConfigs",
  "apigateway.GetRestApis",
  "apigateway.GetStages",
  "apigateway.GetDeployments",
  "apigateway.GetResources",
  "apigateway.GetAuthorizers",
  "apigateway.GetAccount",
  "apigateway.GetUsagePlans",
  "apigateway.GetUsage",
  "apigateway.GetApiKeys",
  "apigatewayv2.GetApis",
  "apigatewayv2.GetStages",
  "apigatewayv2.GetDeployments",
  "apigatewayv2.GetRoutes",
  "apigatewayv2.GetIntegrations",
  "apigatewayv2.GetAuthorizers",
  "cloudtrail.LookupEvents",
  "sts.GetCallerIdentity",
] as const;

export type OperationId = (typeof operationIds)[number];

/** `apigatewayv2.GetApis` → `apigateway:GetApis`: the spelling of failures and of the AWS console. */
export function spokenOperation(id: OperationId): string {
  return id.replace("apigatewayv2", "apigateway").replace(".", ":");
}

/** What a policy must allow; null: AWS allows it to everyone. API Gateway has one action for all reads [I]. */
export function iamActionOf(id: OperationId): string | null {
  if (id === "sts.GetCallerIdentity") return null;
  return id.startsWith("apigateway") ? "apigateway:GET" : id.replace(".", ":");
}
