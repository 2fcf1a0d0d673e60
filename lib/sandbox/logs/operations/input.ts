import { AwsError, type CallContext, type JsonObject } from "@/lib/sandbox/http/contract";
import { groupNameOf, type LogGroup, logGroups } from "@/lib/sandbox/logs/log-groups";

export function invalidParameter(message: string): AwsError {
  return new AwsError("InvalidParameterException", message);
}

/** A member of the request's body in its type; undefined when absent or null. Throws on another type. */
export function textMember(input: JsonObject, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw serialization(name, "a string");
  return value;
}

export function numberMember(input: JsonObject, name: string): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !Number.isFinite(value)) throw serialization(name, "a number");
  return value;
}

export function flagMember(input: JsonObject, name: string): boolean | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "boolean") throw serialization(name, "a boolean");
  return value;
}

export function textsMember(input: JsonObject, name: string): readonly string[] | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every((one) => typeof one === "string")) {
    throw serialization(name, "a list of strings");
  }
  return value;
}

/** A page size within its bounds, or `fallback`. */
export function pageSize(input: JsonObject, most: number, fallback = most): number {
  const limit = numberMember(input, "limit");
  if (limit === undefined) return fallback;
  if (!Number.isInteger(limit) || limit < 1 || limit > most) {
    const bound = limit < 1 ? `greater than or equal to 1` : `less than or equal to ${most}`;
    throw invalidParameter(
      `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value ${bound}`,
    );
  }
  return limit;
}

/** The groups of the call's world. Made once per call; making them is cheap. */
export function groupsOf(context: CallContext): ReadonlyMap<string, LogGroup> {
  return logGroups(context.world);
}

/**
 * The group that `logGroupIdentifier` (name or ARN) or `logGroupName` names.
 * @throws AwsError ResourceNotFoundException, InvalidParameterException
 */
export function groupMember(input: JsonObject, context: CallContext): LogGroup {
  const identifier = textMember(input, "logGroupIdentifier");
  const name = textMember(input, "logGroupName");
  if (identifier !== undefined && name !== undefined) {
    throw invalidParameter("LogGroup name and LogGroup ARN are mutually exclusive parameters.");
  }
  const wanted = identifier ?? name;
  if (wanted === undefined) throw invalidParameter("LogGroup name or LogGroup ARN is required.");
  return findGroup(groupsOf(context), wanted);
}

export function findGroup(groups: ReadonlyMap<string, LogGroup>, nameOrArn: string): LogGroup {
  const found = groups.get(groupNameOf(nameOrArn));
  if (found === undefined) {
    throw new AwsError("ResourceNotFoundException", "The specified log group does not exist.");
  }
  return found;
}

export function streamNotFound(): AwsError {
  return new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");
}

function serialization(name: string, type: string): AwsError {
  return new AwsError("SerializationException", `${name} must be ${type}`);
}
