import {
  accessLogSettings,
  badRequest,
  findApi,
  notFound,
  targetArn,
} from "@/lib/sandbox/api-gateway/find-api";
import type { JsonObject, Service } from "@/lib/sandbox/http/contract";
import { shortId } from "@/lib/sandbox/http/made-up-id";
import { pageOf } from "@/lib/sandbox/http/page";
import type { ApiDef, RouteDef, World } from "@/lib/sandbox/world/types";

/** The maximum is not documented: unverified. */
const PAGE_SIZE = 100;

/** Reads of HTTP APIs. Dates are ISO 8601 here, keys lower camel [W]. */
export const httpApis: Service = {
  name: "apigatewayv2",
  operations: {
    GetApis: (input, { world }) =>
      httpPage(
        world.apis.filter(({ kind }) => kind === "HTTP").map((api) => apiView(world, api)),
        input,
        "GetApis",
      ),
    GetApi: (input, { world }) => apiView(world, findApi(world, "HTTP", input.apiId)),
    GetStages: (input, { world }) => {
      const api = findApi(world, "HTTP", input.apiId);
      return httpPage([stageView(world, api)], input, `GetStages ${api.id}`);
    },
    GetStage: (input, { world }) => {
      const api = findApi(world, "HTTP", input.apiId);
      if (api.stage !== input.stageName) throw notFound("Invalid stage identifier specified");
      return stageView(world, api);
    },
    GetDeployments: (input, { world }) => {
      const api = findApi(world, "HTTP", input.apiId);
      return httpPage([deploymentView(api)], input, `GetDeployments ${api.id}`);
    },
    GetDeployment: (input, { world }) => {
      const api = findApi(world, "HTTP", input.apiId);
      if (api.deploymentId !== input.deploymentId) throw notFound("Invalid Deployment identifier specified");
      return deploymentView(api);
    },
    GetRoutes: (input, { world }) => {
      const api = findApi(world, "HTTP", input.apiId);
      return httpPage(
        api.routes.map((route) => routeView(world, api, route)),
        input,
        `GetRoutes ${api.id}`,
      );
    },
    GetIntegrations: (input, { world }) => {
      const api = findApi(world, "HTTP", input.apiId);
      return httpPage(integrationsOf(world, api), input, `GetIntegrations ${api.id}`);
    },
    /** HTTP APIs of the shop have none; an unknown API is refused like elsewhere. */
    GetAuthorizers: (input, { world }) => {
      const api = findApi(world, "HTTP", input.apiId);
      return httpPage([], input, `GetAuthorizers ${api.id}`);
    },
    GetIntegration: (input, { world }) => {
      const api = findApi(world, "HTTP", input.apiId);
      const found = integrationsOf(world, api).find(
        ({ integrationId }) => integrationId === input.integrationId,
      );
      if (found === undefined) throw notFound("Invalid Integration identifier specified");
      return found;
    },
  },
};

function apiView(world: World, api: ApiDef): JsonObject {
  return {
    apiId: api.id,
    name: api.name,
    description: api.description,
    protocolType: "HTTP",
    apiEndpoint: `https://${api.id}.execute-api.${world.account.region}.amazonaws.com`,
    apiKeySelectionExpression: "$request.header.x-api-key",
    routeSelectionExpression: "$request.method $request.path",
    createdDate: iso(api.createdMs),
    disableExecuteApiEndpoint: false,
    ipAddressType: "ipv4",
    tags: {},
  };
}

function stageView(world: World, api: ApiDef): JsonObject {
  return {
    stageName: api.stage,
    autoDeploy: true,
    deploymentId: api.deploymentId,
    createdDate: iso(api.createdMs),
    lastUpdatedDate: iso(api.createdMs),
    defaultRouteSettings: {
      detailedMetricsEnabled: api.detailedMetrics,
      ...(api.throttle === null
        ? {}
        : { throttlingBurstLimit: api.throttle.burstLimit, throttlingRateLimit: api.throttle.rateLimit }),
    },
    accessLogSettings: accessLogSettings(world, api),
    routeSettings: {},
    stageVariables: {},
    tags: {},
  };
}

/** The stage deploys by itself; what it showed before is gone. */
function deploymentView(api: ApiDef): JsonObject {
  return {
    autoDeployed: true,
    createdDate: iso(api.createdMs),
    deploymentId: api.deploymentId,
    deploymentStatus: "DEPLOYED",
    description: "Automatic deployment triggered by changes to the Api configuration",
  };
}

function routeView(world: World, api: ApiDef, route: RouteDef): JsonObject {
  return {
    routeId: route.resourceId,
    routeKey: `${route.method} ${route.path}`,
    target: `integrations/${integrationId(world, api, route)}`,
    authorizationType: route.authorizerFunctionIndex === null ? "NONE" : "CUSTOM",
    apiKeyRequired: false,
  };
}

/** One per target: routes that call the same function share it. */
function integrationsOf(world: World, api: ApiDef): readonly JsonObject[] {
  const targets = new Map(api.routes.map((route) => [targetArn(world, route), route]));
  return [...targets].map(([arn, route]) => ({
    integrationId: integrationId(world, api, route),
    integrationType: "AWS_PROXY",
    integrationMethod: "POST",
    integrationUri: arn,
    connectionType: "INTERNET",
    payloadFormatVersion: "2.0",
    timeoutInMillis: 30_000,
  }));
}

function integrationId(world: World, api: ApiDef, route: RouteDef): string {
  return shortId(`${api.id} ${targetArn(world, route)}`, 7);
}

function httpPage(items: readonly JsonObject[], input: JsonObject, scope: string): JsonObject {
  const token = typeof input.nextToken === "string" && input.nextToken !== "" ? input.nextToken : undefined;
  const page = pageOf(items, token, sizeOf(input), scope);
  if (page === null) throw badRequest("Invalid nextToken specified");
  return { items: page.items, nextToken: page.token };
}

/** `maxResults` is a string on the wire [M]. */
function sizeOf({ maxResults }: JsonObject): number {
  if (maxResults === undefined) return PAGE_SIZE;
  if (typeof maxResults !== "string" || !/^[1-9]\d{0,8}$/.test(maxResults)) {
    throw badRequest("Invalid maxResults specified");
  }
  return Math.min(Number(maxResults), PAGE_SIZE);
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
