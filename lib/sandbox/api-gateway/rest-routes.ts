import type { RestRoute } from "@/lib/sandbox/http/rest-route";

const paged = { position: "text", limit: "integer" } as const;
const api = "/restapis/{restApiId}";
const resource = `${api}/resources/{resourceId}`;
const plan = "/usageplans/{usagePlanId}";
const method = `${resource}/methods/{httpMethod}`;

/** Where the reads of REST APIs (API Gateway v1) live [M]. */
export const restApiRoutes: readonly RestRoute[] = [
  { operation: "GetAccount", method: "GET", path: "/account" },
  { operation: "GetRestApis", method: "GET", path: "/restapis", query: paged },
  { operation: "GetRestApi", method: "GET", path: api },
  { operation: "GetStages", method: "GET", path: `${api}/stages`, query: { deploymentId: "text" } },
  { operation: "GetStage", method: "GET", path: `${api}/stages/{stageName}` },
  { operation: "GetDeployments", method: "GET", path: `${api}/deployments`, query: paged },
  {
    operation: "GetDeployment",
    method: "GET",
    path: `${api}/deployments/{deploymentId}`,
    query: { embed: "text" },
  },
  { operation: "GetAuthorizers", method: "GET", path: `${api}/authorizers`, query: paged },
  { operation: "GetResources", method: "GET", path: `${api}/resources`, query: { ...paged, embed: "text" } },
  { operation: "GetResource", method: "GET", path: resource, query: { embed: "text" } },
  { operation: "GetMethod", method: "GET", path: method },
  { operation: "GetIntegration", method: "GET", path: `${method}/integration` },
  { operation: "GetDomainNames", method: "GET", path: "/domainnames", query: paged },
  {
    operation: "GetBasePathMappings",
    method: "GET",
    path: "/domainnames/{domainName}/basepathmappings",
    query: paged,
  },
  { operation: "GetUsagePlans", method: "GET", path: "/usageplans", query: { ...paged, keyId: "text" } },
  { operation: "GetUsagePlan", method: "GET", path: plan },
  { operation: "GetUsagePlanKeys", method: "GET", path: `${plan}/keys`, query: { ...paged, name: "text" } },
  {
    operation: "GetUsage",
    method: "GET",
    path: `${plan}/usage`,
    query: { ...paged, keyId: "text", startDate: "text", endDate: "text" },
  },
  {
    operation: "GetApiKeys",
    method: "GET",
    path: "/apikeys",
    query: { ...paged, name: "text", customerId: "text", includeValues: "boolean" },
  },
  { operation: "GetApiKey", method: "GET", path: "/apikeys/{apiKey}", query: { includeValue: "boolean" } },
];
