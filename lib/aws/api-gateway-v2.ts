import "server-only";
import {
  GetApisCommand,
  GetAuthorizersCommand,
  GetDeploymentsCommand,
  GetIntegrationsCommand,
  GetRoutesCommand,
  GetStagesCommand,
} from "@aws-sdk/client-apigatewayv2";
import {
  httpApiOf,
  httpDeploymentOf,
  httpIntegrationOf,
  httpRouteOf,
  httpRoutesOf,
  httpStageOf,
} from "@/lib/aws/api-gateway-v2-shapes";
import { authorizerNames, type NamedAuthorizer, type OnMissing } from "@/lib/aws/api-routes";
import type { CallScope } from "@/lib/aws/call-scope";
import { apiGatewayV2Client } from "@/lib/aws/clients";
import { callPages } from "@/lib/aws/gateway";
import { MINUTE_MS } from "@/lib/base/time";
import type { Api, ApiDeployment, ApiRoute, ApiStage } from "@/lib/model/api-gateway";

/** HTTP and WebSocket APIs (API Gateway v2). */
const KEPT_MS = 5 * MINUTE_MS;
const STAGES_KEPT_MS = MINUTE_MS;
/** A text in this API. The maximum is not documented; compatible servers take 100. */
const PAGE_LIMIT = "100";

/** HTTP and WEBSOCKET, never REST. */
export function listHttpApis(scope: CallScope): Promise<readonly Api[]> {
  return callPages(scope, {
    service: "apigatewayv2",
    operation: "GetApis",
    key: {},
    cacheForMs: KEPT_MS,
    sendPage: (token, signal) =>
      apiGatewayV2Client(scope).send(new GetApisCommand({ MaxResults: PAGE_LIMIT, NextToken: token }), {
        abortSignal: signal,
      }),
    nextToken: (wire) => wire.NextToken,
    read: (wire) => (wire.Items ?? []).flatMap((api) => httpApiOf(api) ?? []),
  });
}

/** Throws `not-found` for an unknown API. */
export function getHttpStages(scope: CallScope, apiId: string): Promise<readonly ApiStage[]> {
  return callPages(scope, {
    service: "apigatewayv2",
    operation: "GetStages",
    key: { apiId },
    cacheForMs: STAGES_KEPT_MS,
    sendPage: (token, signal) =>
      apiGatewayV2Client(scope).send(
        new GetStagesCommand({ ApiId: apiId, MaxResults: PAGE_LIMIT, NextToken: token }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.NextToken,
    read: (wire) => (wire.Items ?? []).flatMap((stage) => httpStageOf(stage) ?? []),
  });
}

/** All deployments that exist; which stage one was for is not told. */
export function getHttpDeployments(scope: CallScope, apiId: string): Promise<readonly ApiDeployment[]> {
  return callPages(scope, {
    service: "apigatewayv2",
    operation: "GetDeployments",
    key: { apiId },
    cacheForMs: STAGES_KEPT_MS,
    sendPage: (token, signal) =>
      apiGatewayV2Client(scope).send(
        new GetDeploymentsCommand({ ApiId: apiId, MaxResults: PAGE_LIMIT, NextToken: token }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.NextToken,
    read: (wire) => (wire.Items ?? []).flatMap((one) => httpDeploymentOf(one) ?? []),
  });
}

/** Routes with the function behind each. `stageVariables` are those of the stage looked at. */
export async function getHttpRoutes(
  scope: CallScope,
  apiId: string,
  stageVariables: Readonly<Record<string, string>> = {},
  onMissing?: OnMissing,
): Promise<readonly ApiRoute[]> {
  const client = apiGatewayV2Client(scope);
  const shared = { service: "apigatewayv2", key: { apiId }, cacheForMs: KEPT_MS } as const;
  const page = (token: string | undefined) => ({ ApiId: apiId, MaxResults: PAGE_LIMIT, NextToken: token });
  const [routes, integrations, names] = await Promise.all([
    callPages(scope, {
      ...shared,
      operation: "GetRoutes",
      sendPage: (token, signal) => client.send(new GetRoutesCommand(page(token)), { abortSignal: signal }),
      nextToken: (wire) => wire.NextToken,
      read: (wire) => (wire.Items ?? []).map(httpRouteOf),
    }),
    callPages(scope, {
      ...shared,
      operation: "GetIntegrations",
      sendPage: (token, signal) =>
        client.send(new GetIntegrationsCommand(page(token)), { abortSignal: signal }),
      nextToken: (wire) => wire.NextToken,
      read: (wire) => (wire.Items ?? []).map(httpIntegrationOf),
    }),
    authorizerNames(listAuthorizers(scope, apiId), onMissing),
  ]);
  return httpRoutesOf(routes, integrations, names, stageVariables);
}

function listAuthorizers(scope: CallScope, apiId: string): Promise<readonly NamedAuthorizer[]> {
  return callPages(scope, {
    service: "apigatewayv2",
    operation: "GetAuthorizers",
    key: { apiId },
    cacheForMs: KEPT_MS,
    sendPage: (token, signal) =>
      apiGatewayV2Client(scope).send(
        new GetAuthorizersCommand({ ApiId: apiId, MaxResults: PAGE_LIMIT, NextToken: token }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.NextToken,
    read: (wire) =>
      (wire.Items ?? []).map(({ AuthorizerId, Name }) => ({ id: AuthorizerId ?? "", name: Name ?? "" })),
  });
}
