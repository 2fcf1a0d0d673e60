import { getApiKey, getApiKeys } from "@/lib/sandbox/api-gateway/api-keys";
import { findApi, notFound } from "@/lib/sandbox/api-gateway/find-api";
import { getDeployment, getDeployments } from "@/lib/sandbox/api-gateway/rest-deployments";
import { restPage } from "@/lib/sandbox/api-gateway/rest-paging";
import {
  getAuthorizers,
  getIntegration,
  getMethod,
  getResource,
  getResources,
  rootResourceId,
} from "@/lib/sandbox/api-gateway/rest-resources";
import { getAccount, getStage, getStages, seconds } from "@/lib/sandbox/api-gateway/rest-stage";
import { getUsage } from "@/lib/sandbox/api-gateway/usage";
import { getUsagePlan, getUsagePlanKeys, getUsagePlans } from "@/lib/sandbox/api-gateway/usage-plans";
import type { JsonObject, Service } from "@/lib/sandbox/http/contract";
import type { ApiDef } from "@/lib/sandbox/world/types";

/** Reads of REST APIs. The shop has no custom domain names. */
export const restApis: Service = {
  name: "apigateway",
  operations: {
    GetAccount: getAccount,
    GetRestApis: (input, { world }) => {
      const apis = world.apis.filter(({ kind }) => kind === "REST").map(restApi);
      return restPage(apis, input, "GetRestApis");
    },
    GetRestApi: (input, { world }) => restApi(findApi(world, "REST", input.restApiId)),
    GetStages: getStages,
    GetStage: getStage,
    GetDeployments: getDeployments,
    GetDeployment: getDeployment,
    GetAuthorizers: getAuthorizers,
    GetResources: getResources,
    GetResource: getResource,
    GetMethod: getMethod,
    GetIntegration: getIntegration,
    GetDomainNames: (input) => restPage([], input, "GetDomainNames"),
    GetBasePathMappings: () => {
      throw notFound("Invalid domain name identifier specified");
    },
    GetUsagePlans: getUsagePlans,
    GetUsagePlan: getUsagePlan,
    GetUsagePlanKeys: getUsagePlanKeys,
    GetUsage: getUsage,
    GetApiKeys: getApiKeys,
    GetApiKey: getApiKey,
  },
};

function restApi(api: ApiDef): JsonObject {
  return {
    id: api.id,
    name: api.name,
    description: api.description,
    createdDate: seconds(api.createdMs),
    apiKeySource: "HEADER",
    endpointConfiguration: { types: ["REGIONAL"], ipAddressType: "ipv4" },
    disableExecuteApiEndpoint: false,
    rootResourceId: rootResourceId(api),
  };
}
