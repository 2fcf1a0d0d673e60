import type { RestRoute } from "@/lib/sandbox/http/rest-route";

const paged = { maxResults: "text", nextToken: "text" } as const;
const api = "/v2/apis/{apiId}";

/** Where the reads of HTTP APIs (API Gateway v2) live [M]. */
export const httpApiRoutes: readonly RestRoute[] = [
  { operation: "GetApis", method: "GET", path: "/v2/apis", query: paged },
  { operation: "GetApi", method: "GET", path: api },
  { operation: "GetStages", method: "GET", path: `${api}/stages`, query: paged },
  { operation: "GetStage", method: "GET", path: `${api}/stages/{stageName}` },
  { operation: "GetDeployments", method: "GET", path: `${api}/deployments`, query: paged },
  { operation: "GetDeployment", method: "GET", path: `${api}/deployments/{deploymentId}` },
  { operation: "GetRoutes", method: "GET", path: `${api}/routes`, query: paged },
  { operation: "GetAuthorizers", method: "GET", path: `${api}/authorizers`, query: paged },
  { operation: "GetIntegrations", method: "GET", path: `${api}/integrations`, query: paged },
  { operation: "GetIntegration", method: "GET", path: `${api}/integrations/{integrationId}` },
];
