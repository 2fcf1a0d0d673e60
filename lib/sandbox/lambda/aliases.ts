import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";
import { uuidOf } from "@/lib/sandbox/http/made-up-id";
import { arnOf, functionOf, notFound } from "@/lib/sandbox/lambda/function-reference";
import { lambdaPage } from "@/lib/sandbox/lambda/paging";
import type { AliasDef, FunctionDef, World } from "@/lib/sandbox/world/types";

/** `FunctionVersion` keeps the aliases that point to that version. */
export function listAliases(input: JsonObject, { world }: CallContext): JsonObject {
  const { definition } = functionOf(input, world);
  const version = input.FunctionVersion;
  const aliases = definition.aliases
    .filter((alias) => version === undefined || alias.version === version)
    .map((alias) => aliasConfiguration(world, definition, alias));
  return lambdaPage("Aliases", aliases, input, `ListAliases ${definition.name}`);
}

export function getAlias(input: JsonObject, { world }: CallContext): JsonObject {
  const { definition } = functionOf(input, world);
  const name = String(input.Name);
  const alias = definition.aliases.find((candidate) => candidate.name === name);
  if (alias === undefined) throw notFound(`Cannot find alias arn: ${arnOf(world, definition.name, name)}`);
  return aliasConfiguration(world, definition, alias);
}

function aliasConfiguration(world: World, definition: FunctionDef, alias: AliasDef): JsonObject {
  const arn = arnOf(world, definition.name, alias.name);
  return {
    AliasArn: arn,
    Name: alias.name,
    FunctionVersion: alias.version,
    Description: "",
    ...(Object.keys(alias.weights).length === 0
      ? {}
      : { RoutingConfig: { AdditionalVersionWeights: alias.weights } }),
    RevisionId: uuidOf(`${arn} ${alias.version}`),
  };
}
