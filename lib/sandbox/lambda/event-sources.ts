import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";
import { arnOf, functionOf, notFound } from "@/lib/sandbox/lambda/function-reference";
import { EVENT_SOURCE_PAGE_SIZE, lambdaPage } from "@/lib/sandbox/lambda/paging";
import type { EventSourceDef, World } from "@/lib/sandbox/world/types";

/** All of the account, or those of one function or one source. */
export function listEventSourceMappings(input: JsonObject, { world }: CallContext): JsonObject {
  const functionIndex =
    input.FunctionName === undefined ? undefined : functionOf(input, world).definition.index;
  const mappings = world.eventSources
    .filter((source) => functionIndex === undefined || source.functionIndex === functionIndex)
    .filter((source) => input.EventSourceArn === undefined || source.arn === input.EventSourceArn)
    .map((source) => mapping(world, source));
  const scope = `ListEventSourceMappings ${String(functionIndex)} ${String(input.EventSourceArn)}`;
  return lambdaPage("EventSourceMappings", mappings, input, scope, EVENT_SOURCE_PAGE_SIZE);
}

export function getEventSourceMapping(input: JsonObject, { world }: CallContext): JsonObject {
  const source = world.eventSources.find(({ uuid }) => uuid === input.UUID);
  if (source === undefined) throw notFound("The resource you requested does not exist.");
  return mapping(world, source);
}

/** `LastModified` is a number here, epoch seconds, unlike everywhere else in Lambda [W]. */
function mapping(world: World, source: EventSourceDef): JsonObject {
  const { accountId, region } = world.account;
  const definition = world.functions[source.functionIndex];
  const isStream = source.kind !== "sqs";
  return {
    UUID: source.uuid,
    EventSourceMappingArn: `arn:aws:lambda:${region}:${accountId}:event-source-mapping:${source.uuid}`,
    EventSourceArn: source.arn,
    FunctionArn: definition?.arn ?? arnOf(world, "unknown", null),
    BatchSize: source.batchSize,
    MaximumBatchingWindowInSeconds: 0,
    ...(isStream
      ? {
          StartingPosition: "LATEST",
          ParallelizationFactor: 1,
          MaximumRecordAgeInSeconds: -1,
          MaximumRetryAttempts: -1,
          BisectBatchOnFunctionError: false,
          TumblingWindowInSeconds: 0,
          LastProcessingResult: "OK",
        }
      : {}),
    FunctionResponseTypes: [],
    State: source.state,
    StateTransitionReason: "USER_INITIATED",
    LastModified: Math.floor((definition?.lastModifiedMs ?? world.startMs) / 1000),
  };
}
