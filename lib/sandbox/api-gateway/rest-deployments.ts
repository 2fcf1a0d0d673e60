import { findApi, notFound } from "@/lib/sandbox/api-gateway/find-api";
import { needsApiKey } from "@/lib/sandbox/api-gateway/plans";
import { restPage } from "@/lib/sandbox/api-gateway/rest-paging";
import { seconds } from "@/lib/sandbox/api-gateway/rest-stage";
import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";
import type { ApiDef } from "@/lib/sandbox/world/types";

/** The canary's deployment and the stage's, newest first. Lists have no summary of methods [M GetDeployments]. */
export function getDeployments(input: JsonObject, { world }: CallContext): JsonObject {
  const api = findApi(world, "REST", input.restApiId);
  return restPage(deploymentsOfApi(api), input, `GetDeployments ${api.id}`);
}

/** `embed=apisummary` adds which methods the deployment has [M GetDeployment]. */
export function getDeployment(input: JsonObject, { world }: CallContext): JsonObject {
  const api = findApi(world, "REST", input.restApiId);
  const found = deploymentsOfApi(api).find(({ id }) => id === input.deploymentId);
  if (found === undefined) throw notFound("Invalid Deployment identifier specified");
  return input.embed === "apisummary" ? { ...found, apiSummary: apiSummary(api) } : found;
}

function deploymentsOfApi(api: ApiDef) {
  const base = { id: api.deploymentId, createdDate: seconds(api.createdMs) };
  const { canary } = api;
  return canary === null
    ? [base]
    : [{ id: canary.deploymentId, description: "canary", createdDate: seconds(canary.createdMs) }, base];
}

/** Path → method → snapshot. */
function apiSummary(api: ApiDef): JsonObject {
  const summary: Record<string, Record<string, JsonObject>> = {};
  for (const { path, method, authorizerFunctionIndex } of api.routes) {
    const methods = summary[path] ?? {};
    methods[method] = {
      authorizationType: authorizerFunctionIndex === null ? "NONE" : "CUSTOM",
      apiKeyRequired: needsApiKey(api),
    };
    summary[path] = methods;
  }
  return summary;
}
