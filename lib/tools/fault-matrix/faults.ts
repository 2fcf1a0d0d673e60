import type { UsedOperation } from "@/lib/tools/fault-matrix/operations";
import { callName } from "@/lib/tools/fault-matrix/operations";

/**
 * - told: an answer is missing, so the view must say which operation, why and what to do
 * - whole: the answer comes in an unusual but allowed manner, so nothing may be missing
 * - absence: AWS says that the thing does not exist, which a view may take for an honest "none"
 */
export type Expectation = "told" | "whole" | "absence";

export interface MatrixFault {
  readonly name: string;
  readonly rule: { readonly fault: string; readonly latencyMs?: number };
  readonly expects: (operation: UsedOperation) => Expectation;
  /** Null: the fault means something for the operation; else why not. */
  readonly without: (operation: UsedOperation) => string | null;
  /** The cell mostly waits. */
  readonly slow: boolean;
}

/** Operations that give page tokens, and whose token the app follows. */
const PAGED: ReadonlySet<string> = new Set([
  "apigateway.GetApiKeys",
  "apigateway.GetAuthorizers",
  "apigateway.GetDeployments",
  "apigateway.GetResources",
  "apigateway.GetRestApis",
  "apigateway.GetUsagePlans",
  "apigatewayv2.GetApis",
  "apigatewayv2.GetAuthorizers",
  "apigatewayv2.GetDeployments",
  "apigatewayv2.GetIntegrations",
  "apigatewayv2.GetRoutes",
  "apigatewayv2.GetStages",
  "cloudtrail.LookupEvents",
  "cloudwatch.DescribeAlarmHistory",
  "cloudwatch.DescribeAlarms",
  "cloudwatch.GetMetricData",
  "cloudwatch.ListMetrics",
  "lambda.ListAliases",
  "lambda.ListEventSourceMappings",
  "lambda.ListFunctions",
  "lambda.ListProvisionedConcurrencyConfigs",
  "lambda.ListVersionsByFunction",
  "logs.DescribeLogGroups",
  "logs.DescribeLogStreams",
  "logs.FilterLogEvents",
  "xray.GetServiceGraph",
  "xray.GetTraceSummaries",
]);

/** Where half of an answer is a short page, which loses nothing, or says of itself that it is half. */
const TELLS_HALF: ReadonlySet<string> = new Set([
  "cloudwatch.GetMetricData",
  "logs.GetQueryResults",
  "xray.BatchGetTraces",
]);

/** Rights that may be left out on purpose: what they are for is then told in another way, and nothing counts as missing. */
const OPTIONAL_RIGHTS: ReadonlySet<string> = new Set(["apigateway.GetApiKeys"]);

const isPaged = (operation: UsedOperation) => PAGED.has(callName(operation));
const onlyPaged = (operation: UsedOperation) => (isPaged(operation) ? null : "gives no page tokens");
const always = () => null;

function error(fault: string, expects: Expectation = "told"): MatrixFault {
  return { name: fault, rule: { fault }, expects: () => expects, without: always, slow: false };
}

export const matrixFaults: readonly MatrixFault[] = [
  error("throttling"),
  error("500"),
  error("503"),
  { ...error("timeout"), slow: true },
  error("reset"),
  {
    ...error("access-denied"),
    expects: (operation) => (OPTIONAL_RIGHTS.has(callName(operation)) ? "absence" : "told"),
  },
  error("expired-token"),
  error("not-found", "absence"),
  error("truncated"),
  error("html"),
  { ...error("empty-pages", "whole"), without: onlyPaged },
  { ...error("endless-pages"), without: onlyPaged },
  { ...error("repeat-token"), without: onlyPaged },
  error("clock-skew"),
  {
    ...error("half"),
    expects: (operation) => (TELLS_HALF.has(callName(operation)) ? "told" : "whole"),
    without: (operation) =>
      isPaged(operation) || TELLS_HALF.has(callName(operation))
        ? null
        : "gives its answer whole or not at all",
  },
  { ...error("slow-30s"), rule: { fault: "slow", latencyMs: 30_000 }, slow: true },
];
