import "server-only";
import {
  type FunctionConfiguration,
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
import { call, callPages } from "@/lib/aws/gateway";
import {
  accountOf,
  aliasOf,
  eventSourceMappingOf,
  functionOf,
  provisionedConcurrencyOf,
  versionOf,
} from "@/lib/aws/lambda-shapes";
import { numberOf } from "@/lib/aws/wire";
import { MINUTE_MS } from "@/lib/base/time";
import type {
  EventSourceMapping,
  LambdaAccount,
  LambdaAlias,
  LambdaFunction,
  LambdaVersion,
  ProvisionedConcurrency,
} from "@/lib/model/lambda";

/** Configuration changes with deployments; one page view must not wait for what the last one just read. */
const LIST_KEPT_MS = 5 * MINUTE_MS;
const DETAIL_KEPT_MS = MINUTE_MS;

/** Every function of the region, `$LATEST` only. 50 a page, one page after the other. */
export function listFunctions(scope: CallScope): Promise<readonly LambdaFunction[]> {
  return callPages(scope, {
    service: "lambda",
    operation: "ListFunctions",
    key: {},
    cacheForMs: LIST_KEPT_MS,
    sendPage: (token, signal) =>
      lambdaClient(scope).send(new ListFunctionsCommand({ Marker: token }), { abortSignal: signal }),
    nextToken: (wire) => wire.NextMarker,
    read: (wire) => (wire.Functions ?? []).filter(isNamed).map(functionOf),
  });
}

/** By GetFunctionConfiguration: GetFunction would also yield a link to the code. Throws `not-found`. */
export async function getFunction(scope: CallScope, name: string): Promise<LambdaFunction> {
  return call(scope, {
    service: "lambda",
    operation: "GetFunctionConfiguration",
    key: { name },
    cacheForMs: DETAIL_KEPT_MS,
    send: (signal) =>
      lambdaClient(scope).send(new GetFunctionConfigurationCommand({ FunctionName: name }), {
        abortSignal: signal,
      }),
    read: (wire) => functionOf({ FunctionName: name, ...wire }),
  });
}

/** null when none is reserved; 0 means that the function is switched off. */
export async function getReservedConcurrency(scope: CallScope, name: string): Promise<number | null> {
  const { reserved } = await call(scope, {
    service: "lambda",
    operation: "GetFunctionConcurrency",
    key: { name },
    cacheForMs: DETAIL_KEPT_MS,
    send: (signal) =>
      lambdaClient(scope).send(new GetFunctionConcurrencyCommand({ FunctionName: name }), {
        abortSignal: signal,
      }),
    read: (wire) => ({ reserved: numberOf(wire.ReservedConcurrentExecutions) }),
  });
  return reserved;
}

export function listProvisionedConcurrency(
  scope: CallScope,
  name: string,
): Promise<readonly ProvisionedConcurrency[]> {
  return callPages(scope, {
    service: "lambda",
    operation: "ListProvisionedConcurrencyConfigs",
    key: { name },
    cacheForMs: DETAIL_KEPT_MS,
    sendPage: (token, signal) =>
      lambdaClient(scope).send(
        new ListProvisionedConcurrencyConfigsCommand({ FunctionName: name, Marker: token }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.NextMarker,
    read: (wire) => (wire.ProvisionedConcurrencyConfigs ?? []).map(provisionedConcurrencyOf),
  });
}

export function listAliases(scope: CallScope, name: string): Promise<readonly LambdaAlias[]> {
  return callPages(scope, {
    service: "lambda",
    operation: "ListAliases",
    key: { name },
    cacheForMs: DETAIL_KEPT_MS,
    sendPage: (token, signal) =>
      lambdaClient(scope).send(new ListAliasesCommand({ FunctionName: name, Marker: token }), {
        abortSignal: signal,
      }),
    nextToken: (wire) => wire.NextMarker,
    read: (wire) => (wire.Aliases ?? []).flatMap((alias) => aliasOf(alias) ?? []),
  });
}

/** Includes `$LATEST`. */
export function listVersions(scope: CallScope, name: string): Promise<readonly LambdaVersion[]> {
  return callPages(scope, {
    service: "lambda",
    operation: "ListVersionsByFunction",
    key: { name },
    cacheForMs: DETAIL_KEPT_MS,
    sendPage: (token, signal) =>
      lambdaClient(scope).send(new ListVersionsByFunctionCommand({ FunctionName: name, Marker: token }), {
        abortSignal: signal,
      }),
    nextToken: (wire) => wire.NextMarker,
    read: (wire) => (wire.Versions ?? []).flatMap((version) => versionOf(version) ?? []),
  });
}

export function listEventSourceMappings(
  scope: CallScope,
  name: string,
): Promise<readonly EventSourceMapping[]> {
  return callPages(scope, {
    service: "lambda",
    operation: "ListEventSourceMappings",
    key: { name },
    cacheForMs: DETAIL_KEPT_MS,
    sendPage: (token, signal) =>
      lambdaClient(scope).send(new ListEventSourceMappingsCommand({ FunctionName: name, Marker: token }), {
        abortSignal: signal,
      }),
    nextToken: (wire) => wire.NextMarker,
    read: (wire) => (wire.EventSourceMappings ?? []).map(eventSourceMappingOf),
  });
}

/** Event sources of all functions of the region in one list. A mapping whose function AWS does not name is left out. */
export function listAllEventSources(
  scope: CallScope,
): Promise<readonly { readonly functionName: string; readonly arn: string; readonly state: string }[]> {
  return callPages(scope, {
    service: "lambda",
    operation: "ListEventSourceMappings",
    key: { all: true },
    cacheForMs: LIST_KEPT_MS,
    sendPage: (token, signal) =>
      lambdaClient(scope).send(new ListEventSourceMappingsCommand({ Marker: token }), {
        abortSignal: signal,
      }),
    nextToken: (wire) => wire.NextMarker,
    read: (wire) =>
      (wire.EventSourceMappings ?? []).flatMap((mapping) => {
        // arn:aws:lambda:region:account:function:NAME[:qualifier]
        const functionName = mapping.FunctionArn?.split(":")[6];
        const { arn, state } = eventSourceMappingOf(mapping);
        return functionName === undefined ? [] : [{ functionName, arn, state }];
      }),
  });
}

/** Limits and usage of the account in this region. */
export function getAccount(scope: CallScope): Promise<LambdaAccount> {
  return call(scope, {
    service: "lambda",
    operation: "GetAccountSettings",
    key: {},
    cacheForMs: LIST_KEPT_MS,
    send: (signal) => lambdaClient(scope).send(new GetAccountSettingsCommand({}), { abortSignal: signal }),
    read: accountOf,
  });
}

function isNamed(wire: FunctionConfiguration): boolean {
  return wire.FunctionName !== undefined;
}
