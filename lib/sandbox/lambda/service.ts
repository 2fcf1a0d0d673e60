import type { CallContext, JsonObject, Service } from "@/lib/sandbox/http/contract";
import { getAlias, listAliases } from "@/lib/sandbox/lambda/aliases";
import {
  getAccountSettings,
  getFunctionConcurrency,
  getProvisionedConcurrencyConfig,
  listProvisionedConcurrencyConfigs,
} from "@/lib/sandbox/lambda/concurrency";
import { getEventSourceMapping, listEventSourceMappings } from "@/lib/sandbox/lambda/event-sources";
import { functionOf, notFound } from "@/lib/sandbox/lambda/function-reference";
import {
  getFunction,
  getFunctionConfiguration,
  listFunctions,
  listTags,
  listVersionsByFunction,
} from "@/lib/sandbox/lambda/functions";
import { lambdaPage } from "@/lib/sandbox/lambda/paging";

/** Lambda's reads over the world's definitions. */
export const lambda: Service = {
  name: "lambda",
  operations: {
    ListFunctions: listFunctions,
    GetFunction: getFunction,
    GetFunctionConfiguration: getFunctionConfiguration,
    ListVersionsByFunction: listVersionsByFunction,
    ListTags: listTags,
    ListAliases: listAliases,
    GetAlias: getAlias,
    GetAccountSettings: getAccountSettings,
    GetFunctionConcurrency: getFunctionConcurrency,
    ListProvisionedConcurrencyConfigs: listProvisionedConcurrencyConfigs,
    GetProvisionedConcurrencyConfig: getProvisionedConcurrencyConfig,
    ListEventSourceMappings: listEventSourceMappings,
    GetEventSourceMapping: getEventSourceMapping,
    GetFunctionUrlConfig: hasNone,
    ListFunctionUrlConfigs: emptyListOf("FunctionUrlConfigs"),
    ListFunctionEventInvokeConfigs: emptyListOf("FunctionEventInvokeConfigs"),
    GetPolicy: hasNone,
    GetFunctionRecursionConfig: (input, { world }) => {
      functionOf(input, world);
      return { RecursiveLoop: "Terminate" };
    },
    ListCapacityProviders: (input) => lambdaPage("CapacityProviders", [], input, "ListCapacityProviders"),
  },
};

/** The shop has none of these: an existing function answers with an empty list. */
function emptyListOf(field: string) {
  return (input: JsonObject, { world }: CallContext): JsonObject => {
    functionOf(input, world);
    return lambdaPage(field, [], input, field);
  };
}

/** The shop's functions have no such configuration: Lambda answers 404. */
function hasNone(input: JsonObject, { world }: CallContext): never {
  functionOf(input, world);
  throw notFound("The resource you requested does not exist.");
}
