import type { RestRoute } from "@/lib/sandbox/http/rest-route";

const functions = "/2015-03-31/functions";
const paged = { Marker: "text", MaxItems: "integer" } as const;
const qualified = { Qualifier: "text" } as const;

/** Where Lambda's reads live [M]. */
export const lambdaRoutes: readonly RestRoute[] = [
  {
    operation: "ListFunctions",
    method: "GET",
    path: functions,
    query: { ...paged, FunctionVersion: "text", MasterRegion: "text" },
  },
  { operation: "GetFunction", method: "GET", path: `${functions}/{FunctionName}`, query: qualified },
  {
    operation: "GetFunctionConfiguration",
    method: "GET",
    path: `${functions}/{FunctionName}/configuration`,
    query: qualified,
  },
  {
    operation: "ListVersionsByFunction",
    method: "GET",
    path: `${functions}/{FunctionName}/versions`,
    query: paged,
  },
  {
    operation: "ListAliases",
    method: "GET",
    path: `${functions}/{FunctionName}/aliases`,
    query: { ...paged, FunctionVersion: "text" },
  },
  { operation: "GetAlias", method: "GET", path: `${functions}/{FunctionName}/aliases/{Name}` },
  { operation: "GetPolicy", method: "GET", path: `${functions}/{FunctionName}/policy`, query: qualified },
  { operation: "GetAccountSettings", method: "GET", path: "/2016-08-19/account-settings" },
  { operation: "ListTags", method: "GET", path: "/2017-03-31/tags/{Resource}" },
  {
    operation: "GetFunctionConcurrency",
    method: "GET",
    path: "/2019-09-30/functions/{FunctionName}/concurrency",
  },
  {
    operation: "ListProvisionedConcurrencyConfigs",
    method: "GET",
    path: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
    query: paged,
    when: ["List", "ALL"],
  },
  {
    operation: "GetProvisionedConcurrencyConfig",
    method: "GET",
    path: "/2019-09-30/functions/{FunctionName}/provisioned-concurrency",
    query: qualified,
  },
  {
    operation: "ListEventSourceMappings",
    method: "GET",
    path: "/2015-03-31/event-source-mappings",
    query: { ...paged, FunctionName: "text", EventSourceArn: "text" },
  },
  { operation: "GetEventSourceMapping", method: "GET", path: "/2015-03-31/event-source-mappings/{UUID}" },
  {
    operation: "GetFunctionUrlConfig",
    method: "GET",
    path: "/2021-10-31/functions/{FunctionName}/url",
    query: qualified,
  },
  {
    operation: "ListFunctionUrlConfigs",
    method: "GET",
    path: "/2021-10-31/functions/{FunctionName}/urls",
    query: paged,
  },
  {
    operation: "ListFunctionEventInvokeConfigs",
    method: "GET",
    path: "/2019-09-25/functions/{FunctionName}/event-invoke-config/list",
    query: paged,
  },
  {
    operation: "GetFunctionRecursionConfig",
    method: "GET",
    path: "/2024-08-31/functions/{FunctionName}/recursion-config",
  },
  { operation: "ListCapacityProviders", method: "GET", path: "/2025-11-30/capacity-providers", query: paged },
];
