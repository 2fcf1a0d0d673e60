import { findApi, notFound, targetArn } from "@/lib/sandbox/api-gateway/find-api";
import { needsApiKey } from "@/lib/sandbox/api-gateway/plans";
import { restPage } from "@/lib/sandbox/api-gateway/rest-paging";
import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";
import { shortId } from "@/lib/sandbox/http/made-up-id";
import type { ApiDef, RouteDef, World } from "@/lib/sandbox/world/types";

interface Resource {
  readonly id: string;
  readonly parentId: string | undefined;
  readonly path: string;
  readonly routes: readonly RouteDef[];
}

/** `embed=methods` brings each method whole; without it only the methods' names are there. */
export function getResources(input: JsonObject, { world }: CallContext): JsonObject {
  const api = findApi(world, "REST", input.restApiId);
  const embedded = embedsMethods(input.embed);
  const resources = resourcesOf(api).map((resource) => resourceView(world, api, resource, embedded));
  return restPage(resources, input, `GetResources ${api.id} ${embedded}`);
}

export function getResource(input: JsonObject, { world }: CallContext): JsonObject {
  const api = findApi(world, "REST", input.restApiId);
  return resourceView(world, api, findResource(api, input), embedsMethods(input.embed));
}

export function getMethod(input: JsonObject, { world }: CallContext): JsonObject {
  const api = findApi(world, "REST", input.restApiId);
  return methodView(world, api, findRoute(api, input));
}

export function getIntegration(input: JsonObject, { world }: CallContext): JsonObject {
  const api = findApi(world, "REST", input.restApiId);
  return integrationView(world, findRoute(api, input));
}

/** One Lambda authorizer per function that plays one. */
export function getAuthorizers(input: JsonObject, { world }: CallContext): JsonObject {
  const api = findApi(world, "REST", input.restApiId);
  const indexes = new Set(
    api.routes.flatMap(({ authorizerFunctionIndex: index }) => (index === null ? [] : [index])),
  );
  const authorizers = [...indexes].map((index) => ({
    id: authorizerId(api, index),
    name: world.functions[index]?.name ?? "",
    type: "REQUEST",
    authType: "custom",
    authorizerUri: invocationUri(world, world.functions[index]?.arn ?? ""),
    identitySource: "method.request.header.Authorization",
    authorizerResultTtlInSeconds: 300,
  }));
  return restPage(authorizers, input, `GetAuthorizers ${api.id}`);
}

export function rootResourceId(api: ApiDef): string {
  return api.routes.find(({ path }) => path === "/")?.resourceId ?? shortId(`${api.id} /`, 10);
}

/** Every path of the routes and the paths above them, root first. */
function resourcesOf(api: ApiDef): readonly Resource[] {
  const ids = new Map<string, string>([["/", rootResourceId(api)]]);
  for (const { path } of api.routes) {
    for (const above of pathsAbove(path)) ids.set(above, ids.get(above) ?? shortId(`${api.id} ${above}`, 6));
  }
  for (const { path, resourceId } of api.routes) ids.set(path, resourceId);
  return [...ids]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, id]) => ({
      id,
      path,
      parentId: path === "/" ? undefined : ids.get(parentOf(path)),
      routes: api.routes.filter((route) => route.path === path),
    }));
}

/** `/orders/{id}/items` → `/orders`, `/orders/{id}`. */
function pathsAbove(path: string): readonly string[] {
  const steps = path.split("/").slice(1, -1);
  return steps.map((_, index) => `/${steps.slice(0, index + 1).join("/")}`);
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

function resourceView(world: World, api: ApiDef, resource: Resource, embedded: boolean): JsonObject {
  const methods = resource.routes.map((route) => [
    route.method,
    embedded ? methodView(world, api, route) : {},
  ]);
  return {
    id: resource.id,
    ...(resource.parentId === undefined
      ? {}
      : { parentId: resource.parentId, pathPart: resource.path.slice(resource.path.lastIndexOf("/") + 1) }),
    path: resource.path,
    ...(methods.length === 0 ? {} : { resourceMethods: Object.fromEntries(methods) }),
  };
}

function methodView(world: World, api: ApiDef, route: RouteDef): JsonObject {
  const authorizer = route.authorizerFunctionIndex;
  return {
    httpMethod: route.method,
    authorizationType: authorizer === null ? "NONE" : "CUSTOM",
    ...(authorizer === null ? {} : { authorizerId: authorizerId(api, authorizer) }),
    apiKeyRequired: needsApiKey(api),
    methodIntegration: integrationView(world, route),
  };
}

function integrationView(world: World, route: RouteDef): JsonObject {
  return {
    type: "AWS_PROXY",
    httpMethod: "POST",
    uri: invocationUri(world, targetArn(world, route)),
    passthroughBehavior: "WHEN_NO_MATCH",
    timeoutInMillis: 29_000,
    cacheNamespace: route.resourceId,
    cacheKeyParameters: [],
  };
}

function invocationUri(world: World, functionArn: string): string {
  return `arn:aws:apigateway:${world.account.region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}

function authorizerId(api: ApiDef, functionIndex: number): string {
  return shortId(`${api.id} authorizer ${functionIndex}`, 6);
}

function findResource(api: ApiDef, input: JsonObject): Resource {
  const resource = resourcesOf(api).find(({ id }) => id === input.resourceId);
  if (resource === undefined) throw notFound("Invalid Resource identifier specified");
  return resource;
}

function findRoute(api: ApiDef, input: JsonObject): RouteDef {
  const route = findResource(api, input).routes.find(({ method }) => method === input.httpMethod);
  if (route === undefined) throw notFound("Invalid Method identifier specified");
  return route;
}

/** The parameter repeats in the model; clients send `methods`. */
function embedsMethods(embed: unknown): boolean {
  return typeof embed === "string" && embed.split(",").includes("methods");
}
