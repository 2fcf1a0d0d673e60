import type { JsonObject } from "@/lib/sandbox/http/contract";
import { serialization } from "@/lib/sandbox/http/errors";
import { decodeJsonBody } from "@/lib/sandbox/http/json-rpc";
import type { WireRequest } from "@/lib/sandbox/http/wire";

/** Where a REST operation lives and which of its inputs are in the URL. */
export interface RestRoute {
  readonly operation: string;
  readonly method: "GET" | "POST";
  /** `/2015-03-31/functions/{FunctionName}`: a label stands for one segment and names an input. */
  readonly path: string;
  /** Parameters that become inputs of the same name; others are ignored, as AWS does. */
  readonly query?: Readonly<Record<string, "text" | "integer" | "boolean">>;
  /** A parameter that must be there with this value: two operations may share a path. */
  readonly when?: readonly [name: string, value: string];
}

/** Labels of the path when `request` is for `route`, else null. A trailing slash does not matter. */
export function matchRoute(route: RestRoute, request: WireRequest): JsonObject | null {
  if (route.method !== request.method) return null;
  if (route.when !== undefined && request.query.get(route.when[0]) !== route.when[1]) return null;
  const pattern = segments(route.path);
  const actual = segments(request.path);
  if (pattern.length !== actual.length) return null;
  const labels: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const given = actual[index] ?? "";
    if (expected.startsWith("{")) labels[expected.slice(1, -1)] = decodeSegment(given);
    else if (expected !== given) return null;
  }
  return labels;
}

/** Labels, URL parameters and (for POST) the JSON body as one input. Throws SerializationException. */
export function decodeRestInput(route: RestRoute, labels: JsonObject, request: WireRequest): JsonObject {
  const input: Record<string, unknown> = route.method === "POST" ? { ...decodeJsonBody(request.body) } : {};
  for (const [name, type] of Object.entries(route.query ?? {})) {
    const text = request.query.get(name);
    if (text !== null) input[name] = parameterOf(name, type, text);
  }
  return { ...input, ...labels };
}

function segments(path: string): string[] {
  return path.replace(/^\/|\/$/g, "").split("/");
}

function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw serialization(`Malformed percent-encoding in path: ${text}`);
  }
}

function parameterOf(name: string, type: "text" | "integer" | "boolean", text: string): unknown {
  if (type === "text") return text;
  if (type === "boolean") return text === "true";
  if (!/^-?\d{1,9}$/.test(text)) throw serialization(`${name}: '${text}' can not be converted to an Integer`);
  return Number(text);
}
