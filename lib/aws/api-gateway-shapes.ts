import "server-only";
import type { Deployment, MethodSetting, Resource, RestApi, Stage } from "@aws-sdk/client-api-gateway";
import { type AuthorizerNames, authorizerOf, inOrder } from "@/lib/aws/api-routes";
import { integrationTargetOf } from "@/lib/aws/integration-target";
import { logGroupOfArn } from "@/lib/aws/log-group-arn";
import { restRouteThrottlesOf } from "@/lib/aws/usage-plan-shapes";
import { instantOf, limitOf, numberOf, textOf } from "@/lib/aws/wire";
import type { Api, ApiDeployment, ApiRoute, ApiStage } from "@/lib/model/api-gateway";

export function restApiOf(wire: RestApi): Api | null {
  if (wire.id === undefined) return null;
  return {
    id: wire.id,
    name: wire.name ?? wire.id,
    kind: "REST",
    description: textOf(wire.description),
    createdMs: instantOf(wire.createdDate),
  };
}

export function restDeploymentOf(wire: Deployment): ApiDeployment | null {
  if (wire.id === undefined) return null;
  return { id: wire.id, createdMs: instantOf(wire.createdDate), description: textOf(wire.description) };
}

/** Settings stand per method under `path/METHOD`, and for all under the key of two stars. */
export function restStageOf(wire: Stage): ApiStage | null {
  if (wire.stageName === undefined) return null;
  const forAll = wire.methodSettings?.["*/*"];
  const settings = Object.values(wire.methodSettings ?? {});
  return {
    name: wire.stageName,
    deploymentId: textOf(wire.deploymentId),
    createdMs: instantOf(wire.createdDate),
    tracing: wire.tracingEnabled ?? false,
    detailedMetrics: settings.some(({ metricsEnabled }) => metricsEnabled === true),
    executionLog: executionLogOf(settings),
    dataTrace: settings.some(({ dataTraceEnabled }) => dataTraceEnabled === true),
    accessLogGroup: logGroupOfArn(wire.accessLogSettings?.destinationArn),
    accessLogFormat: textOf(wire.accessLogSettings?.format),
    cacheSizeGb:
      wire.cacheClusterEnabled === true ? numberOf(Number(wire.cacheClusterSize ?? Number.NaN)) : null,
    throttle: throttleOf(forAll?.throttlingRateLimit, forAll?.throttlingBurstLimit),
    routeThrottles: restRouteThrottlesOf(wire.methodSettings ?? {}),
    canary: canaryOf(wire),
    variables: wire.variables ?? {},
  };
}

/** The most that any method logs. */
function executionLogOf(settings: readonly MethodSetting[]): "OFF" | "ERROR" | "INFO" {
  const levels = new Set(settings.map(({ loggingLevel }) => loggingLevel));
  if (levels.has("INFO")) return "INFO";
  return levels.has("ERROR") ? "ERROR" : "OFF";
}

function throttleOf(rate: number | undefined, burst: number | undefined): ApiStage["throttle"] {
  const [rateLimit, burstLimit] = [limitOf(rate), limitOf(burst)];
  return rateLimit === null || burstLimit === null ? null : { rateLimit, burstLimit };
}

/** AWS gives percent; a canary without traffic is no canary. */
function canaryOf(wire: Stage): ApiStage["canary"] {
  const percent = wire.canarySettings?.percentTraffic ?? 0;
  return percent > 0
    ? { share: percent / 100, deploymentId: textOf(wire.canarySettings?.deploymentId) }
    : null;
}

/** The part of a method that a route is made of, whatever the stage. */
interface RestMethod {
  readonly path: string;
  readonly method: string;
  readonly integrationUri: string | null;
  readonly authorizationType: string | null;
  readonly authorizerId: string | null;
}

export function restMethodsOf(resource: Resource): readonly RestMethod[] {
  return Object.entries(resource.resourceMethods ?? {}).map(([method, wire]) => ({
    path: resource.path ?? "/",
    method,
    integrationUri: textOf(wire.methodIntegration?.uri),
    authorizationType: textOf(wire.authorizationType),
    authorizerId: textOf(wire.authorizerId),
  }));
}

/** By path, then method. */
export function restRoutesOf(
  methods: readonly RestMethod[],
  authorizerNames: AuthorizerNames,
  stageVariables: Readonly<Record<string, string>>,
): readonly ApiRoute[] {
  return inOrder(
    methods.map((each) => ({
      method: each.method,
      path: each.path,
      ...integrationTargetOf(each.integrationUri, stageVariables),
      authorizer: authorizerOf(each, authorizerNames),
    })),
  );
}
