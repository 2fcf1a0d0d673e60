import "server-only";
import type { Deployment, Integration, Route, Stage, Api as WireApi } from "@aws-sdk/client-apigatewayv2";
import { type AuthorizerNames, authorizerOf, inOrder } from "@/lib/aws/api-routes";
import { integrationTargetOf } from "@/lib/aws/integration-target";
import { logGroupOfArn } from "@/lib/aws/log-group-arn";
import { instantOf, numberOf, textOf } from "@/lib/aws/wire";
import type { Api, ApiDeployment, ApiRoute, ApiStage } from "@/lib/model/api-gateway";
import type { RouteThrottle } from "@/lib/model/usage-plan";

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

/** null as well for one that failed: no stage was ever set to it. */
export function httpDeploymentOf(wire: Deployment): ApiDeployment | null {
  if (wire.DeploymentId === undefined || wire.DeploymentStatus === "FAILED") return null;
  return {
    id: wire.DeploymentId,
    createdMs: instantOf(wire.CreatedDate),
    description: textOf(wire.Description),
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
    routeThrottles: routeThrottlesOf(wire),
    canary: null,
    variables: wire.StageVariables ?? {},
  };
}

/** Under their route keys, `GET /orders`. [M Stage.RouteSettings] */
function routeThrottlesOf({ DefaultRouteSettings: forAll, RouteSettings: settings }: Stage): RouteThrottle[] {
  return Object.entries(settings ?? {}).flatMap(([route, one]) => {
    const rateLimit = numberOf(one.ThrottlingRateLimit);
    const burstLimit = numberOf(one.ThrottlingBurstLimit);
    const same = rateLimit === forAll?.ThrottlingRateLimit && burstLimit === forAll?.ThrottlingBurstLimit;
    return rateLimit === null || same ? [] : [{ route, rateLimit, burstLimit }];
  });
}

interface HttpRoute {
  readonly routeKey: string;
  readonly integrationId: string | null;
  readonly authorizationType: string | null;
  readonly authorizerId: string | null;
}

interface HttpIntegration {
  readonly id: string;
  readonly uri: string | null;
}

export function httpRouteOf(wire: Route): HttpRoute {
  return {
    routeKey: wire.RouteKey ?? "$default",
    integrationId: textOf(wire.Target?.replace(/^integrations\//, "")),
    authorizationType: textOf(wire.AuthorizationType),
    authorizerId: textOf(wire.AuthorizerId),
  };
}

export function httpIntegrationOf(wire: Integration): HttpIntegration {
  return { id: wire.IntegrationId ?? "", uri: textOf(wire.IntegrationUri) };
}

/** By path, then method. */
export function httpRoutesOf(
  routes: readonly HttpRoute[],
  integrations: readonly HttpIntegration[],
  authorizerNames: AuthorizerNames,
  stageVariables: Readonly<Record<string, string>>,
): readonly ApiRoute[] {
  const uriById = new Map(integrations.map(({ id, uri }) => [id, uri]));
  return inOrder(
    routes.map((route) => ({
      ...methodAndPathOf(route.routeKey),
      ...integrationTargetOf(uriById.get(route.integrationId ?? "") ?? null, stageVariables),
      authorizer: authorizerOf(route, authorizerNames),
    })),
  );
}

/** `GET /orders` or, without a method, `$default` and the keys of WebSocket routes. */
function methodAndPathOf(routeKey: string): { readonly method: string; readonly path: string } {
  const space = routeKey.indexOf(" ");
  if (space < 0) return { method: "ANY", path: routeKey };
  return { method: routeKey.slice(0, space), path: routeKey.slice(space + 1) };
}
