import "server-only";
import type { Integration, Route, Stage, Api as WireApi } from "@aws-sdk/client-apigatewayv2";
import { integrationTargetOf } from "@/lib/aws/integration-target";
import { logGroupOfArn } from "@/lib/aws/log-group-arn";
import { instantOf, textOf } from "@/lib/aws/wire";
import type { Api, ApiRoute, ApiStage } from "@/lib/model/api-gateway";

export function httpApiOf(wire: WireApi): Api | null {
  if (wire.ApiId === undefined) return null;
  return {
    id: wire.ApiId,
    name: wire.Name ?? wire.ApiId,
    kind: wire.ProtocolType === "WEBSOCKET" ? "WEBSOCKET" : "HTTP",
    description: textOf(wire.Description),
    createdMs: instantOf(wire.CreatedDate),
  };
}

/** HTTP APIs have neither X-Ray nor an execution log nor a cache; WebSocket APIs name a logging level. */
export function httpStageOf(wire: Stage): ApiStage | null {
  if (wire.StageName === undefined) return null;
  const settings = wire.DefaultRouteSettings;
  const rateLimit = settings?.ThrottlingRateLimit;
  const burstLimit = settings?.ThrottlingBurstLimit;
  return {
    name: wire.StageName,
    deploymentId: textOf(wire.DeploymentId),
    createdMs: instantOf(wire.CreatedDate),
    tracing: null,
    detailedMetrics: settings?.DetailedMetricsEnabled ?? false,
    executionLog: settings?.LoggingLevel ?? null,
    dataTrace: settings?.DataTraceEnabled ?? false,
    accessLogGroup: logGroupOfArn(wire.AccessLogSettings?.DestinationArn),
    accessLogFormat: textOf(wire.AccessLogSettings?.Format),
    cacheSizeGb: null,
    throttle: rateLimit === undefined || burstLimit === undefined ? null : { rateLimit, burstLimit },
    canary: null,
    variables: wire.StageVariables ?? {},
  };
}

export function httpRoutesOf(
  routes: readonly Route[],
  integrations: readonly Integration[],
  authorizerNames: Readonly<Record<string, string>>,
  stageVariables: Readonly<Record<string, string>>,
): readonly ApiRoute[] {
  const uriById = new Map(integrations.map((wire) => [wire.IntegrationId, wire.IntegrationUri]));
  const read = routes.map((route): ApiRoute => {
    const integrationId = route.Target?.replace(/^integrations\//, "");
    const target = integrationTargetOf(uriById.get(integrationId), stageVariables);
    return {
      ...methodAndPathOf(route.RouteKey ?? "$default"),
      functionName: target?.functionName ?? null,
      qualifier: target?.qualifier ?? null,
      authorizer: authorizerOf(route, authorizerNames),
    };
  });
  return read.sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
}

/** `GET /orders` or, without a method, `$default` and the keys of WebSocket routes. */
function methodAndPathOf(routeKey: string): { readonly method: string; readonly path: string } {
  const space = routeKey.indexOf(" ");
  if (space < 0) return { method: "ANY", path: routeKey };
  return { method: routeKey.slice(0, space), path: routeKey.slice(space + 1) };
}

function authorizerOf(route: Route, names: Readonly<Record<string, string>>): string | null {
  if (route.AuthorizationType === undefined || route.AuthorizationType === "NONE") return null;
  return names[route.AuthorizerId ?? ""] ?? route.AuthorizationType;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
