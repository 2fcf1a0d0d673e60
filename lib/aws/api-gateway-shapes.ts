import "server-only";
import type { Method, MethodSetting, Resource, RestApi, Stage } from "@aws-sdk/client-api-gateway";
import { integrationTargetOf } from "@/lib/aws/integration-target";
import { logGroupOfArn } from "@/lib/aws/log-group-arn";
import { instantOf, numberOf, textOf } from "@/lib/aws/wire";
import type { Api, ApiRoute, ApiStage } from "@/lib/model/api-gateway";

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

function throttleOf(rateLimit: number | undefined, burstLimit: number | undefined): ApiStage["throttle"] {
  return rateLimit === undefined || burstLimit === undefined ? null : { rateLimit, burstLimit };
}

/** AWS gives percent; a canary without traffic is no canary. */
function canaryOf(wire: Stage): ApiStage["canary"] {
  const percent = wire.canarySettings?.percentTraffic ?? 0;
  return percent > 0
    ? { share: percent / 100, deploymentId: textOf(wire.canarySettings?.deploymentId) }
    : null;
}

export function restRoutesOf(
  resources: readonly Resource[],
  authorizerNames: Readonly<Record<string, string>>,
  stageVariables: Readonly<Record<string, string>>,
): readonly ApiRoute[] {
  const routes = resources.flatMap((resource) =>
    Object.entries(resource.resourceMethods ?? {}).map(([method, wire]): ApiRoute => {
      const target = integrationTargetOf(wire.methodIntegration?.uri, stageVariables);
      return {
        method,
        path: resource.path ?? "/",
        functionName: target?.functionName ?? null,
        qualifier: target?.qualifier ?? null,
        authorizer: authorizerOf(wire, authorizerNames),
      };
    }),
  );
  return routes.sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
}

function authorizerOf(wire: Method, names: Readonly<Record<string, string>>): string | null {
  if (wire.authorizationType === undefined || wire.authorizationType === "NONE") return null;
  return names[wire.authorizerId ?? ""] ?? wire.authorizationType;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
