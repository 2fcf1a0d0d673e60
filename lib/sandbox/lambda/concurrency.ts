import { AwsError, type CallContext, type JsonObject } from "@/lib/sandbox/http/contract";
import { lambdaTime } from "@/lib/sandbox/lambda/function-configuration";
import { arnOf, constraint, functionOf } from "@/lib/sandbox/lambda/function-reference";
import { lambdaPage } from "@/lib/sandbox/lambda/paging";
import type { FunctionDef } from "@/lib/sandbox/world/types";

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

/** `{}` when nothing is reserved; 0 means that the function is switched off [D4]. */
export function getFunctionConcurrency(input: JsonObject, { world }: CallContext): JsonObject {
  const { definition } = functionOf(input, world);
  return definition.reservedConcurrency === null
    ? {}
    : { ReservedConcurrentExecutions: definition.reservedConcurrency };
}

export function listProvisionedConcurrencyConfigs(input: JsonObject, { world }: CallContext): JsonObject {
  const { definition } = functionOf(input, world);
  const provisioned = definition.provisionedConcurrency;
  const configs =
    provisioned === null
      ? []
      : [
          {
            FunctionArn: arnOf(world, definition.name, provisioned.qualifier),
            ...provisionedConfig(definition, provisioned.count),
          },
        ];
  return lambdaPage(
    "ProvisionedConcurrencyConfigs",
    configs,
    input,
    `ListProvisionedConcurrencyConfigs ${definition.name}`,
  );
}

export function getProvisionedConcurrencyConfig(input: JsonObject, { world }: CallContext): JsonObject {
  const { definition, qualifier } = functionOf(input, world);
  if (qualifier === null) {
    throw constraint("qualifier", null, "Member must not be null");
  }
  const provisioned = definition.provisionedConcurrency;
  if (provisioned === null || provisioned.qualifier !== qualifier) {
    throw new AwsError(
      "ProvisionedConcurrencyConfigNotFoundException",
      "No Provisioned Concurrency Config found for this function",
      404,
      { Type: "User" },
    );
  }
  return provisionedConfig(definition, provisioned.count);
}

export function getAccountSettings(_input: JsonObject, { world }: CallContext): JsonObject {
  const limit = world.account.concurrencyLimit;
  const reserved = world.functions.reduce(
    (sum, { reservedConcurrency }) => sum + (reservedConcurrency ?? 0),
    0,
  );
  const codeBytes = world.functions.reduce(
    (sum, { codeSizeBytes, versions }) => sum + codeSizeBytes * Math.max(1, versions.length),
    0,
  );
  return {
    AccountLimit: {
      TotalCodeSize: 75 * GIB,
      CodeSizeUnzipped: 250 * MIB,
      CodeSizeZipped: 50 * MIB,
      ConcurrentExecutions: limit,
      UnreservedConcurrentExecutions: limit - reserved,
    },
    AccountUsage: { TotalCodeSize: codeBytes, FunctionCount: world.functions.length },
  };
}

function provisionedConfig(definition: FunctionDef, count: number): JsonObject {
  return {
    RequestedProvisionedConcurrentExecutions: count,
    AvailableProvisionedConcurrentExecutions: count,
    AllocatedProvisionedConcurrentExecutions: count,
    Status: "READY",
    LastModified: lambdaTime(definition.lastModifiedMs),
  };
}
