import {
  BOOLEAN_FIELDS,
  LIST_FIELDS,
  NUMBER_FIELDS,
  TIMESTAMP_FIELDS,
} from "@/lib/sandbox/http/cloudwatch-shapes";
import { AwsError, type JsonObject } from "@/lib/sandbox/http/contract";

type Tree = Map<string, Tree | string>;

/**
 * Query parameters as the nested input they stand for:
 *
 *     Dimensions.member.1.Name=FunctionName        { Dimensions: [{ Name: "FunctionName", Value: "orders-api" }],
 *     Dimensions.member.1.Value=orders-api    →      Period: 60 }
 *     Period=60
 *
 * `Action` and `Version` are left out. Instants become epoch seconds. Throws MalformedInput.
 */
export function decodeQueryParameters(parameters: URLSearchParams): JsonObject {
  const root: Tree = new Map();
  for (const [key, value] of parameters) {
    if (key !== "Action" && key !== "Version") plant(root, key, value);
  }
  return objectOf(root);
}

function plant(root: Tree, key: string, value: string): void {
  const steps = key.split(".");
  const leaf = steps.pop() ?? "";
  let at = root;
  for (const step of steps) {
    const next = at.get(step) ?? new Map();
    if (typeof next === "string") throw malformed(`Unexpected complex element: ${key}`);
    at.set(step, next);
    at = next;
  }
  if (at.has(leaf)) throw malformed(`Duplicate parameter: ${key}`);
  at.set(leaf, value);
}

function objectOf(tree: Tree): JsonObject {
  return Object.fromEntries([...tree].map(([name, child]) => [name, nodeValue(name, child)]));
}

function nodeValue(name: string, child: Tree | string): unknown {
  if (typeof child === "string") return scalarOf(name, child);
  const members = child.get("member");
  if (members === undefined) return objectOf(child);
  if (typeof members === "string") throw malformed(`Unexpected list element: ${name}`);
  return [...members]
    .map(([position, member]) => [listPosition(name, position), member] as const)
    .sort(([a], [b]) => a - b)
    .map(([, member]) => nodeValue(name, member));
}

function listPosition(name: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw malformed(`Key is not valid for list ${name}: ${text}`);
  return Number(text);
}

function scalarOf(name: string, text: string): unknown {
  if (text === "" && LIST_FIELDS.has(name)) return [];
  if (TIMESTAMP_FIELDS.has(name)) {
    const instant = Date.parse(text);
    if (!Number.isFinite(instant)) throw malformed(`Timestamp must be in ISO8601: ${name}=${text}`);
    return instant / 1000;
  }
  if (NUMBER_FIELDS.has(name)) {
    if (!/^-?\d{1,15}$/.test(text)) throw malformed(`Invalid number: ${name}=${text}`);
    return Number(text);
  }
  if (BOOLEAN_FIELDS.has(name)) {
    if (text !== "true" && text !== "false") throw malformed(`Invalid boolean: ${name}=${text}`);
    return text === "true";
  }
  return text;
}

function malformed(message: string): AwsError {
  return new AwsError("MalformedInput", message, 400);
}
