import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";
import { functionConfiguration } from "@/lib/sandbox/lambda/function-configuration";
import {
  arnOf,
  constraint,
  type FunctionReference,
  functionOf,
  notFound,
} from "@/lib/sandbox/lambda/function-reference";
import { lambdaPage } from "@/lib/sandbox/lambda/paging";
import type { FunctionDef, VersionDef, World } from "@/lib/sandbox/world/types";

/** 50 a page whatever MaxItems says; `FunctionVersion=ALL` lists published versions too. */
export function listFunctions(input: JsonObject, { world }: CallContext): JsonObject {
  const which = input.FunctionVersion;
  if (which !== undefined && which !== "ALL") {
    throw constraint("functionVersion", which, "Member must satisfy enum value set: [ALL]");
  }
  const all = world.functions.flatMap((definition) =>
    which === "ALL"
      ? versionsOf(definition).map((version) => qualified(world, definition, version))
      : [unqualified(world, definition)],
  );
  return lambdaPage("Functions", all, input, `ListFunctions ${String(which)}`);
}

export function getFunctionConfiguration(input: JsonObject, { world }: CallContext): JsonObject {
  return configurationOf(world, functionOf(input, world));
}

export function getFunction(input: JsonObject, { world }: CallContext): JsonObject {
  const reference = functionOf(input, world);
  const { definition } = reference;
  const { region } = world.account;
  return {
    Configuration: configurationOf(world, reference),
    Code: {
      RepositoryType: "S3",
      Location: `https://awslambda-${region}-tasks.s3.${region}.amazonaws.com/snapshots/${world.account.accountId}/${definition.name}?X-Amz-Signature=not-a-real-link`,
    },
    ...(Object.keys(definition.tags).length === 0 ? {} : { Tags: definition.tags }),
    ...(definition.reservedConcurrency === null
      ? {}
      : { Concurrency: { ReservedConcurrentExecutions: definition.reservedConcurrency } }),
  };
}

export function listVersionsByFunction(input: JsonObject, { world }: CallContext): JsonObject {
  const { definition } = functionOf(input, world);
  const versions = versionsOf(definition).map((version) => qualified(world, definition, version));
  return lambdaPage("Versions", versions, input, `ListVersionsByFunction ${definition.name}`);
}

/** By ARN without a qualifier. */
export function listTags(input: JsonObject, { world }: CallContext): JsonObject {
  const definition = world.functions.find((candidate) => candidate.arn === input.Resource);
  if (definition === undefined) throw notFound(`Function not found: ${String(input.Resource)}`);
  return { Tags: definition.tags };
}

/** `$LATEST` first, then the published ones in order. */
function versionsOf(definition: FunctionDef): readonly VersionDef[] {
  const latest: VersionDef = {
    version: "$LATEST",
    publishedMs: definition.lastModifiedMs,
    description: definition.description,
  };
  const published = definition.versions.filter(({ version }) => version !== "$LATEST");
  return [latest, ...published.sort((a, b) => Number(a.version) - Number(b.version))];
}

function configurationOf(world: World, { definition, version, qualifier }: FunctionReference): JsonObject {
  return functionConfiguration(world, definition, version, arnOf(world, definition.name, qualifier));
}

function qualified(world: World, definition: FunctionDef, version: VersionDef): JsonObject {
  return functionConfiguration(world, definition, version, arnOf(world, definition.name, version.version));
}

function unqualified(world: World, definition: FunctionDef): JsonObject {
  const [latest] = versionsOf(definition);
  return latest === undefined ? {} : functionConfiguration(world, definition, latest, definition.arn);
}
