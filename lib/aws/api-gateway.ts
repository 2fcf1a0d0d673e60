import "server-only";
import {
  GetAuthorizersCommand,
  GetDeploymentsCommand,
  GetResourcesCommand,
  GetRestApisCommand,
  GetStagesCommand,
} from "@aws-sdk/client-api-gateway";
import {
  restApiOf,
  restDeploymentOf,
  restMethodsOf,
  restRoutesOf,
  restStageOf,
} from "@/lib/aws/api-gateway-shapes";
import { authorizerNames, type NamedAuthorizer, type OnMissing } from "@/lib/aws/api-routes";
import type { CallScope } from "@/lib/aws/call-scope";
import { apiGatewayClient } from "@/lib/aws/clients";
import { call, callPages } from "@/lib/aws/gateway";
import { MINUTE_MS } from "@/lib/base/time";
import type { Api, ApiDeployment, ApiRoute, ApiStage } from "@/lib/model/api-gateway";

/** REST APIs (API Gateway v1). Configuration changes with deployments; management calls are few per second. */
const KEPT_MS = 5 * MINUTE_MS;
const STAGES_KEPT_MS = MINUTE_MS;
/** The most that AWS gives at once; the default is 25. */
const PAGE_LIMIT = 500;

export function listRestApis(scope: CallScope): Promise<readonly Api[]> {
  return callPages(scope, {
    service: "apigateway",
    operation: "GetRestApis",
    key: {},
    cacheForMs: KEPT_MS,
    sendPage: (token, signal) =>
      apiGatewayClient(scope).send(new GetRestApisCommand({ limit: PAGE_LIMIT, position: token }), {
        abortSignal: signal,
      }),
    nextToken: (wire) => wire.position,
    read: (wire) => (wire.items ?? []).flatMap((api) => restApiOf(api) ?? []),
  });
}

/** Not paged by AWS. Throws `not-found` for an unknown API. */
export function getRestStages(scope: CallScope, apiId: string): Promise<readonly ApiStage[]> {
  return call(scope, {
    service: "apigateway",
    operation: "GetStages",
    key: { apiId },
    cacheForMs: STAGES_KEPT_MS,
    send: (signal) =>
      apiGatewayClient(scope).send(new GetStagesCommand({ restApiId: apiId }), {
        abortSignal: signal,
      }),
    read: (wire) => (wire.item ?? []).flatMap((stage) => restStageOf(stage) ?? []),
  });
}

/** All deployments ever made and not deleted; which stage one was for is not told. */
export function getRestDeployments(scope: CallScope, apiId: string): Promise<readonly ApiDeployment[]> {
  return callPages(scope, {
    service: "apigateway",
    operation: "GetDeployments",
    key: { apiId },
    cacheForMs: STAGES_KEPT_MS,
    sendPage: (token, signal) =>
      apiGatewayClient(scope).send(
        new GetDeploymentsCommand({ restApiId: apiId, limit: PAGE_LIMIT, position: token }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.position,
    read: (wire) => (wire.items ?? []).flatMap((one) => restDeploymentOf(one) ?? []),
  });
}

/** Methods of all resources, by path and method. `stageVariables` are those of the stage looked at. */
export async function getRestRoutes(
  scope: CallScope,
  apiId: string,
  stageVariables: Readonly<Record<string, string>>,
  onMissing?: OnMissing,
): Promise<readonly ApiRoute[]> {
  const [methods, names] = await Promise.all([
    callPages(scope, {
      service: "apigateway",
      operation: "GetResources",
      key: { apiId },
      cacheForMs: KEPT_MS,
      sendPage: (token, signal) =>
        apiGatewayClient(scope).send(
          new GetResourcesCommand({
            restApiId: apiId,
            embed: ["methods"],
            limit: PAGE_LIMIT,
            position: token,
          }),
          { abortSignal: signal },
        ),
      nextToken: (wire) => wire.position,
      read: (wire) => (wire.items ?? []).flatMap(restMethodsOf),
    }),
    authorizerNames(listAuthorizers(scope, apiId), onMissing),
  ]);
  return restRoutesOf(methods, names, stageVariables);
}

function listAuthorizers(scope: CallScope, apiId: string): Promise<readonly NamedAuthorizer[]> {
  return callPages(scope, {
    service: "apigateway",
    operation: "GetAuthorizers",
    key: { apiId },
    cacheForMs: KEPT_MS,
    sendPage: (token, signal) =>
      apiGatewayClient(scope).send(
        new GetAuthorizersCommand({ restApiId: apiId, limit: PAGE_LIMIT, position: token }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.position,
    read: (wire) => (wire.items ?? []).map(({ id, name }) => ({ id: id ?? "", name: name ?? "" })),
  });
}
