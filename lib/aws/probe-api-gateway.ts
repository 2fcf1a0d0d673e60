import "server-only";
import {
  GetAccountCommand,
  GetApiKeysCommand,
  GetAuthorizersCommand,
  GetDeploymentsCommand,
  GetResourcesCommand,
  GetRestApisCommand,
  GetStagesCommand,
  GetUsageCommand,
  GetUsagePlansCommand,
} from "@aws-sdk/client-api-gateway";
import type { CallScope } from "@/lib/aws/call-scope";
import { apiGatewayClient } from "@/lib/aws/clients";
import { MADE_UP_API, type Probe } from "@/lib/aws/probe-kinds";
import { isoFromEpochMs } from "@/lib/base/time";

type Send = (scope: CallScope, restApiId: string, abortSignal: AbortSignal) => Promise<unknown>;

/** Of one REST API: the first of the region, or one that there is not. Rights are on paths, which need no lookup. */
function ofApi(send: Send): Probe {
  return {
    after: ["apigateway.GetRestApis"],
    proves: ["not-found"],
    ask: (scope, { restApiId = MADE_UP_API }) => ({
      on: `/restapis/${restApiId}`,
      send: async (signal) => {
        await send(scope, restApiId, signal);
        return {};
      },
    }),
  };
}

export const apiGatewayProbes = {
  "apigateway.GetRestApis": {
    ask: (scope) => ({
      on: "/restapis",
      send: async (abortSignal) => {
        const { items } = await apiGatewayClient(scope).send(new GetRestApisCommand({ limit: 1 }), {
          abortSignal,
        });
        const restApiId = items?.[0]?.id;
        return restApiId === undefined ? {} : { restApiId };
      },
    }),
  },
  "apigateway.GetStages": ofApi((scope, restApiId, abortSignal) =>
    apiGatewayClient(scope).send(new GetStagesCommand({ restApiId }), { abortSignal }),
  ),
  "apigateway.GetDeployments": ofApi((scope, restApiId, abortSignal) =>
    apiGatewayClient(scope).send(new GetDeploymentsCommand({ restApiId, limit: 1 }), { abortSignal }),
  ),
  "apigateway.GetResources": ofApi((scope, restApiId, abortSignal) =>
    apiGatewayClient(scope).send(new GetResourcesCommand({ restApiId, limit: 1 }), { abortSignal }),
  ),
  "apigateway.GetAuthorizers": ofApi((scope, restApiId, abortSignal) =>
    apiGatewayClient(scope).send(new GetAuthorizersCommand({ restApiId, limit: 1 }), { abortSignal }),
  ),
  "apigateway.GetAccount": {
    ask: (scope) => ({
      on: "/account",
      send: async (abortSignal) => {
        await apiGatewayClient(scope).send(new GetAccountCommand({}), { abortSignal });
        return {};
      },
    }),
  },
  "apigateway.GetUsagePlans": {
    ask: (scope) => ({
      on: "/usageplans",
      send: async (abortSignal) => {
        const { items } = await apiGatewayClient(scope).send(new GetUsagePlansCommand({ limit: 1 }), {
          abortSignal,
        });
        const usagePlanId = items?.[0]?.id;
        return usagePlanId === undefined ? {} : { usagePlanId };
      },
    }),
  },
  "apigateway.GetUsage": {
    after: ["apigateway.GetUsagePlans"],
    proves: ["not-found"],
    ask: (scope, { usagePlanId = MADE_UP_API }) => ({
      on: `/usageplans/${usagePlanId}/usage`,
      send: async (abortSignal) => {
        const day = isoFromEpochMs(scope.nowMs).slice(0, 10);
        const command = new GetUsageCommand({ usagePlanId, startDate: day, endDate: day, limit: 1 });
        await apiGatewayClient(scope).send(command, { abortSignal });
        return {};
      },
    }),
  },
  "apigateway.GetApiKeys": {
    ask: (scope) => ({
      on: "/apikeys",
      send: async (abortSignal) => {
        // Values of keys are secrets: never asked for.
        const command = new GetApiKeysCommand({ includeValues: false, limit: 1 });
        await apiGatewayClient(scope).send(command, { abortSignal });
        return {};
      },
    }),
  },
} as const satisfies Record<string, Probe>;
