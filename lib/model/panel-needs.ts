import type { OperationId } from "@/lib/model/aws-operations";

/** One part of a page, and what it asks of AWS. */
export interface PanelNeeds {
  readonly page: string;
  /** Of the app's folder: `/functions/[name]`. */
  readonly path: string;
  readonly panel: string;
  /** Without any one of them the panel has nothing to show. */
  readonly needs: readonly OperationId[];
  /** Without one of them the panel stays and lacks something, or finds it out in another way. */
  readonly uses: readonly OperationId[];
}

const apiLists = ["apigateway.GetRestApis", "apigatewayv2.GetApis"] as const;
const stages = [...apiLists, "apigateway.GetStages", "apigatewayv2.GetStages"] as const;
const routes = [
  "apigateway.GetResources",
  "apigateway.GetAuthorizers",
  "apigatewayv2.GetRoutes",
  "apigatewayv2.GetIntegrations",
  "apigatewayv2.GetAuthorizers",
] as const;
const queries = ["logs.StartQuery", "logs.GetQueryResults", "logs.StopQuery"] as const;
const retrieval = [
  "xray.GetTraceSegmentDestination",
  "xray.StartTraceRetrieval",
  "xray.ListRetrievedTraces",
  "xray.CancelTraceRetrieval",
] as const;

const panels = {
  overview: [
    panel("Lambda figures", ["cloudwatch.GetMetricData"], ["lambda.GetAccountSettings"]),
    panel(
      "What happened",
      ["cloudwatch.GetMetricData"],
      [
        "cloudwatch.ListMetrics",
        "cloudwatch.DescribeAlarms",
        "cloudwatch.DescribeAlarmHistory",
        "cloudtrail.LookupEvents",
        "xray.GetServiceGraph",
        "lambda.ListFunctions",
        "lambda.GetAccountSettings",
        "lambda.GetFunctionConcurrency",
        "lambda.ListAliases",
        "lambda.ListVersionsByFunction",
        "apigateway.GetDeployments",
        "apigatewayv2.GetDeployments",
        ...stages,
        ...routes,
      ],
    ),
    panel("Functions", ["cloudwatch.GetMetricData"], ["cloudwatch.ListMetrics", "lambda.ListFunctions"]),
    panel("APIs", ["cloudwatch.GetMetricData"], ["cloudwatch.ListMetrics", ...stages]),
  ],
  function: [
    panel("Figures and charts", ["cloudwatch.GetMetricData"], []),
    panel(
      "Configuration",
      ["lambda.GetFunctionConfiguration"],
      ["lambda.GetFunctionConcurrency", "lambda.ListProvisionedConcurrencyConfigs"],
    ),
    panel("Aliases", ["lambda.ListAliases"], []),
    panel("Event sources", ["lambda.ListEventSourceMappings"], []),
    panel(
      "Cost",
      ["cloudwatch.GetMetricData"],
      [
        "lambda.GetFunctionConfiguration",
        "lambda.ListProvisionedConcurrencyConfigs",
        "logs.DescribeLogGroups",
      ],
    ),
    panel(
      "Deployments and comparisons",
      [],
      [
        "cloudtrail.LookupEvents",
        "cloudwatch.GetMetricData",
        "cloudwatch.ListMetrics",
        "lambda.ListFunctions",
        "lambda.ListVersionsByFunction",
        "lambda.ListAliases",
        "lambda.GetFunctionConfiguration",
        "logs.DescribeLogGroups",
        ...queries,
      ],
    ),
    panel("Callers", [], ["cloudwatch.ListMetrics", "lambda.GetFunctionConcurrency", ...stages, ...routes]),
  ],
  stage: [
    panel("Figures and charts", ["cloudwatch.GetMetricData"], [...apiLists]),
    panel("Configuration", [], [...stages]),
    panel("Routes", [], ["cloudwatch.GetMetricData", ...stages, ...routes]),
    panel("Limits", [], ["apigateway.GetAccount", "cloudwatch.GetMetricData", ...stages]),
    panel("Usage plans", ["apigateway.GetUsagePlans"], ["apigateway.GetUsage", "apigateway.GetApiKeys"]),
    panel(
      "Refused requests",
      [],
      ["logs.DescribeLogGroups", "logs.FilterLogEvents", "apigateway.GetApiKeys", ...queries, ...stages],
    ),
    panel(
      "Deployments and comparisons",
      [],
      [
        "cloudtrail.LookupEvents",
        "cloudwatch.GetMetricData",
        "apigateway.GetDeployments",
        "apigatewayv2.GetDeployments",
        ...stages,
      ],
    ),
  ],
  alarms: [
    panel(
      "Alarms",
      ["cloudwatch.DescribeAlarms"],
      [
        "cloudwatch.DescribeAlarmHistory",
        "cloudwatch.GetMetricData",
        "cloudwatch.ListMetrics",
        "lambda.ListFunctions",
        ...stages,
      ],
    ),
    panel(
      "What is not watched",
      [],
      [
        "cloudwatch.DescribeAlarms",
        "cloudwatch.GetMetricData",
        "cloudwatch.ListMetrics",
        "lambda.ListFunctions",
        ...stages,
      ],
    ),
  ],
  logs: [
    panel(
      "Lines",
      ["logs.FilterLogEvents"],
      [
        "logs.DescribeLogGroups",
        "logs.GetLogEvents",
        "lambda.ListFunctions",
        "lambda.GetFunctionConfiguration",
        ...stages,
      ],
    ),
    panel(
      "Live tail",
      [],
      ["logs.StartLiveTail", "logs.FilterLogEvents", "logs.DescribeLogGroups", ...stages],
    ),
    panel(
      "Summary by Logs Insights",
      ["logs.StartQuery", "logs.GetQueryResults"],
      ["logs.StopQuery", "logs.DescribeLogGroups"],
    ),
  ],
  traces: [
    panel("Traces", ["xray.GetTraceSummaries"], ["xray.BatchGetTraces", "xray.GetTraceSegmentDestination"]),
    panel(
      "Coverage",
      ["xray.GetServiceGraph"],
      ["cloudwatch.GetMetricData", "cloudwatch.ListMetrics", ...stages],
    ),
  ],
  trace: [panel("Spans", ["xray.BatchGetTraces"], [...retrieval])],
  request: [
    panel(
      "The request",
      [],
      [
        "logs.FilterLogEvents",
        "logs.DescribeLogGroups",
        "lambda.ListFunctions",
        "xray.BatchGetTraces",
        ...retrieval,
        ...queries,
        ...stages,
        ...routes,
      ],
    ),
  ],
  serviceMap: [
    panel(
      "Service map",
      [],
      [
        "xray.GetServiceGraph",
        "cloudwatch.GetMetricData",
        "cloudwatch.ListMetrics",
        "lambda.ListFunctions",
        "lambda.ListEventSourceMappings",
        ...stages,
        ...routes,
      ],
    ),
  ],
  coldStarts: [
    panel(
      "Cold starts and advice",
      [],
      [
        "logs.FilterLogEvents",
        "logs.DescribeLogGroups",
        "cloudwatch.GetMetricData",
        "lambda.ListFunctions",
        "lambda.ListProvisionedConcurrencyConfigs",
        "xray.BatchGetTraces",
        ...queries,
        ...stages,
        ...routes,
      ],
    ),
    panel(
      "Concurrency and limits",
      ["cloudwatch.GetMetricData"],
      [
        "cloudwatch.ListMetrics",
        "lambda.GetAccountSettings",
        "lambda.ListFunctions",
        "lambda.GetFunctionConcurrency",
        "lambda.ListEventSourceMappings",
        "lambda.ListProvisionedConcurrencyConfigs",
        ...stages,
      ],
    ),
    panel(
      "Deployments",
      [],
      [
        "cloudtrail.LookupEvents",
        "cloudwatch.ListMetrics",
        "cloudwatch.GetMetricData",
        "lambda.ListFunctions",
        "lambda.ListVersionsByFunction",
        "lambda.ListAliases",
      ],
    ),
  ],
  cost: [
    panel(
      "Bill and projection",
      ["cloudwatch.GetMetricData"],
      [
        "cloudwatch.ListMetrics",
        "cloudwatch.DescribeAlarms",
        "lambda.ListFunctions",
        "lambda.GetAccountSettings",
        "lambda.GetFunctionConcurrency",
        "lambda.ListProvisionedConcurrencyConfigs",
        "logs.DescribeLogGroups",
        "logs.DescribeLogStreams",
        "logs.GetLogEvents",
        "logs.FilterLogEvents",
        ...queries,
        ...stages,
      ],
    ),
  ],
  settings: [
    panel("Who asks AWS", ["sts.GetCallerIdentity"], []),
    panel(
      "Readiness",
      [],
      [
        "lambda.ListFunctions",
        "logs.DescribeLogGroups",
        "cloudwatch.DescribeAlarms",
        "cloudwatch.ListMetrics",
        ...stages,
      ],
    ),
  ],
} as const;

const pages: Readonly<Record<keyof typeof panels, { readonly page: string; readonly path: string }>> = {
  overview: { page: "Overview", path: "/" },
  function: { page: "Function", path: "/functions/[name]" },
  stage: { page: "API stage", path: "/apis/[id]/[stage]" },
  alarms: { page: "Alarms", path: "/alarms" },
  logs: { page: "Logs", path: "/logs" },
  traces: { page: "Traces", path: "/traces" },
  trace: { page: "Trace", path: "/traces/[id]" },
  request: { page: "Request", path: "/requests/[id]" },
  serviceMap: { page: "Service map", path: "/service-map" },
  coldStarts: { page: "Cold starts", path: "/cold-starts" },
  cost: { page: "Cost", path: "/cost" },
  settings: { page: "Settings", path: "/settings" },
};

/**
 * Which panel asks what of AWS: told to the reader whose rights are missing, and tried out fault by fault. Every page also
 * asks who is asking (sts.GetCallerIdentity), which stops it only where nothing at all answers.
 */
export const panelNeeds: readonly PanelNeeds[] = pageKeys().flatMap((key) =>
  panels[key].map((one) => ({ ...pages[key], ...one })),
);

function panel(
  name: string,
  needs: readonly OperationId[],
  uses: readonly OperationId[],
): Omit<PanelNeeds, "page" | "path"> {
  return { panel: name, needs, uses };
}

/** Object.keys forgets the type of the keys, which are those of the literal above. */
function pageKeys(): readonly (keyof typeof panels)[] {
  return Object.keys(panels) as (keyof typeof panels)[];
}
