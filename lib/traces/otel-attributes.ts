import { isJsonObject, type JsonObject, listIn, objectIn } from "@/lib/traces/json";

/**
 * Attributes as one flat object, from either spelling: `aws/spans` writes `{ "http.route": "/" }`, OTLP JSON writes
 * `[{ "key": "http.route", "value": { "stringValue": "/" } }]`.
 */
export function attributesOf(json: JsonObject): JsonObject {
  const flat = objectIn(json, "attributes");
  if (flat) return flat;
  const found: Record<string, unknown> = {};
  for (const entry of listIn(json, "attributes")) {
    if (isJsonObject(entry) && typeof entry.key === "string") found[entry.key] = plainValue(entry.value);
  }
  return found;
}

/** The value inside OTLP's `{ "intValue": "3" }`; 64-bit integers are text there. */
function plainValue(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const [kind] = Object.keys(value);
  if (kind === undefined) return null;
  const inner = value[kind];
  if (kind === "intValue") return typeof inner === "string" ? Number(inner) : inner;
  return inner;
}

/** The first of these attributes that has text (or a number, as text). */
export function firstText(attributes: JsonObject, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = attributes[key];
    if (typeof value === "string" && value !== "") return value;
    if (typeof value === "number") return String(value);
  }
  return null;
}
