import "server-only";
import {
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  ListAliasesCommand,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  ListProvisionedConcurrencyConfigsCommand,
  ListVersionsByFunctionCommand,
} from "@aws-sdk/client-lambda";
import type { CallScope } from "@/lib/aws/call-scope";
import { lambdaClient } from "@/lib/aws/clients";
import { MADE_UP_FUNCTION, type Probe } from "@/lib/aws/probe-kinds";

type Send = (scope: CallScope, name: string, abortSignal: AbortSignal) => Promise<unknown>;

/** Of one function: the first of the region, or one that there is not. */
function ofFunction(send: Send): Probe {
  return {
    after: ["lambda.ListFunctions"],
    proves: ["not-found"],
    ask: (scope, { functionName }) => ({
      on: functionName ?? MADE_UP_FUNCTION,
      send: async (signal) => {
        await send(scope, functionName ?? MADE_UP_FUNCTION, signal);
        return {};
      },
    }),
  };
}

export const lambdaProbes = {
  "lambda.ListFunctions": {
    ask: (scope) => ({
      on: null,
      send: async (abortSignal) => {
        const command = new ListFunctionsCommand({ MaxItems: 1 });
        const { Functions } = await lambdaClient(scope).send(command, { abortSignal });
        const functionName = Functions?.[0]?.FunctionName;
        return functionName === undefined ? {} : { functionName };
      },
    }),
  },
  "lambda.GetAccountSettings": {
    ask: (scope) => ({
      on: null,
      send: async (abortSignal) => {
        await lambdaClient(scope).send(new GetAccountSettingsCommand({}), { abortSignal });
        return {};
      },
    }),
  },
  "lambda.ListEventSourceMappings": {
    ask: (scope) => ({
      on: null,
      send: async (abortSignal) => {
        await lambdaClient(scope).send(new ListEventSourceMappingsCommand({ MaxItems: 1 }), { abortSignal });
        return {};
      },
    }),
  },
  "lambda.GetFunctionConfiguration": ofFunction((scope, FunctionName, abortSignal) =>
    lambdaClient(scope).send(new GetFunctionConfigurationCommand({ FunctionName }), { abortSignal }),
  ),
  "lambda.GetFunctionConcurrency": ofFunction((scope, FunctionName, abortSignal) =>
    lambdaClient(scope).send(new GetFunctionConcurrencyCommand({ FunctionName }), { abortSignal }),
  ),
  "lambda.ListAliases": ofFunction((scope, FunctionName, abortSignal) =>
    lambdaClient(scope).send(new ListAliasesCommand({ FunctionName, MaxItems: 1 }), { abortSignal }),
  ),
  "lambda.ListVersionsByFunction": ofFunction((scope, FunctionName, abortSignal) =>
    lambdaClient(scope).send(new ListVersionsByFunctionCommand({ FunctionName, MaxItems: 1 }), {
      abortSignal,
    }),
  ),
  "lambda.ListProvisionedConcurrencyConfigs": ofFunction((scope, FunctionName, abortSignal) =>
    lambdaClient(scope).send(new ListProvisionedConcurrencyConfigsCommand({ FunctionName, MaxItems: 1 }), {
      abortSignal,
    }),
  ),
} as const satisfies Record<string, Probe>;
