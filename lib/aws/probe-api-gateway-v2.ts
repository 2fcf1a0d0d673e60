import "server-only";
import {
  GetApisCommand,
  GetAuthorizersCommand,
  GetDeploymentsCommand,
  GetIntegrationsCommand,
  GetRoutesCommand,
  GetStagesCommand,
} from "@aws-sdk/client-apigatewayv2";
import type { CallScope } from "@/lib/aws/call-scope";
import { apiGatewayV2Client } from "@/lib/aws/clients";
import { MADE_UP_API, type Probe } from "@/lib/aws/probe-kinds";

const MaxResults = "1";

type Send = (scope: CallScope, ApiId: string, abortSignal: AbortSignal) => Promise<unknown>;

/** Of one HTTP or WebSocket API: the first of the region, or one that there is not. */
function ofApi(send: Send): Probe {
  return {
    after: ["apigatewayv2.GetApis"],
    proves: ["not-found"],
    ask: (scope, { httpApiId = MADE_UP_API }) => ({
      on: `/apis/${httpApiId}`,
      send: async (signal) => {
        await send(scope, httpApiId, signal);
        return {};
      },
    }),
  };
}

export const apiGatewayV2Probes = {
  "apigatewayv2.GetApis": {
    ask: (scope) => ({
      on: "/apis",
      send: async (abortSignal) => {
        const { Items } = await apiGatewayV2Client(scope).send(new GetApisCommand({ MaxResults }), {
          abortSignal,
        });
        const httpApiId = Items?.[0]?.ApiId;
        return httpApiId === undefined ? {} : { httpApiId };
      },
    }),
  },
  "apigatewayv2.GetStages": ofApi((scope, ApiId, abortSignal) =>
    apiGatewayV2Client(scope).send(new GetStagesCommand({ ApiId, MaxResults }), { abortSignal }),
  ),
  "apigatewayv2.GetDeployments": ofApi((scope, ApiId, abortSignal) =>
    apiGatewayV2Client(scope).send(new GetDeploymentsCommand({ ApiId, MaxResults }), { abortSignal }),
  ),
  "apigatewayv2.GetRoutes": ofApi((scope, ApiId, abortSignal) =>
    apiGatewayV2Client(scope).send(new GetRoutesCommand({ ApiId, MaxResults }), { abortSignal }),
  ),
  "apigatewayv2.GetIntegrations": ofApi((scope, ApiId, abortSignal) =>
    apiGatewayV2Client(scope).send(new GetIntegrationsCommand({ ApiId, MaxResults }), { abortSignal }),
  ),
  "apigatewayv2.GetAuthorizers": ofApi((scope, ApiId, abortSignal) =>
    apiGatewayV2Client(scope).send(new GetAuthorizersCommand({ ApiId, MaxResults }), { abortSignal }),
  ),
} as const satisfies Record<string, Probe>;
