import { AwsError, type JsonObject } from "@/lib/sandbox/http/contract";
import type { FunctionDef, VersionDef, World } from "@/lib/sandbox/world/types";

/** A function that a call names, and the version or alias if it names one. */
export interface FunctionReference {
  readonly definition: FunctionDef;
  /** Version that runs: the qualifier's, or `$LATEST`. */
  readonly version: VersionDef;
  /** As given, e.g. `live` or `41`; null when the call names the function alone. */
  readonly qualifier: string | null;
}

/** Pattern of the parameter in the API's own error [M FunctionName], shortened to what it accepts. */
const NAME_PATTERN =
  "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?";

const NAME = new RegExp(`^${NAME_PATTERN}$`);

/**
 * The function of `input.FunctionName`, which may be `name`, `name:qualifier`, `account:function:name` or an ARN, with
 * `input.Qualifier` or the name's own qualifier. Throws ValidationException or ResourceNotFoundException.
 */
export function functionOf(input: JsonObject, world: World): FunctionReference {
  const { name, qualifier } = referenceOf(input);
  const definition = world.functions.find((candidate) => candidate.name === name);
  const version = definition === undefined ? undefined : versionOf(definition, qualifier ?? "$LATEST");
  if (definition === undefined || version === undefined) {
    throw notFound(`Function not found: ${arnOf(world, name, qualifier)}`);
  }
  return { definition, version, qualifier };
}

/** ResourceNotFoundException as Lambda words and shapes it. */
export function notFound(message: string): AwsError {
  return new AwsError("ResourceNotFoundException", message, 404, { Type: "User" });
}

/** `arn:aws:lambda:region:account:function:name[:qualifier]` in this world. */
export function arnOf(world: World, name: string, qualifier: string | null): string {
  const { region, accountId } = world.account;
  const suffix = qualifier === null ? "" : `:${qualifier}`;
  return `arn:aws:lambda:${region}:${accountId}:function:${name}${suffix}`;
}

/** A failed constraint in the words of the API's own validation. */
export function constraint(field: string, value: unknown, rule: string): AwsError {
  return new AwsError(
    "ValidationException",
    `1 validation error detected: Value '${String(value)}' at '${field}' failed to satisfy constraint: ${rule}`,
    400,
  );
}

function referenceOf(input: JsonObject): { readonly name: string; readonly qualifier: string | null } {
  const given = typeof input.FunctionName === "string" ? input.FunctionName : "";
  const match = given.length > 256 ? null : NAME.exec(given);
  if (match === null) {
    throw constraint(
      "functionName",
      given,
      `Member must satisfy regular expression pattern: ${NAME_PATTERN}`,
    );
  }
  const parts = given.split(":");
  const at = parts.indexOf("function");
  const [name = "", inName] = at < 0 ? parts : parts.slice(at + 1);
  const asked = typeof input.Qualifier === "string" && input.Qualifier !== "" ? input.Qualifier : undefined;
  if (asked !== undefined && inName !== undefined && asked !== inName) {
    throw new AwsError(
      "InvalidParameterValueException",
      "The derived qualifier from the function name does not match the specified qualifier.",
      400,
      { Type: "User" },
    );
  }
  return { name, qualifier: asked ?? inName ?? null };
}

function versionOf(definition: FunctionDef, qualifier: string): VersionDef | undefined {
  const alias = definition.aliases.find((candidate) => candidate.name === qualifier);
  const wanted = alias?.version ?? qualifier;
  return definition.versions.find((candidate) => candidate.version === wanted) ?? latest(definition, wanted);
}

/** Worlds may leave `$LATEST` out of the published versions; every function has it. */
function latest(definition: FunctionDef, wanted: string): VersionDef | undefined {
  if (wanted !== "$LATEST") return undefined;
  return { version: "$LATEST", publishedMs: definition.lastModifiedMs, description: definition.description };
}
