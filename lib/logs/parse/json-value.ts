/** JSON that came from outside, read without trust. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** null for text that is no JSON object. */
export function parseJsonObject(text: string): JsonObject | null {
  if (!/^\s*\{/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return asObject(value);
  } catch {
    return null;
  }
}

export function asObject(value: unknown): JsonObject | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? objectOf(value) : null;
}

/** An object that is neither null nor an array has string keys; their values are unknown. */
function objectOf(value: object): JsonObject {
  return value as JsonObject;
}

export function memberOf(object: JsonObject | null, key: string): unknown {
  return object !== null && Object.hasOwn(object, key) ? object[key] : undefined;
}

export function textOf(object: JsonObject | null, key: string): string | null {
  const value = memberOf(object, key);
  return typeof value === "string" ? value : null;
}

export function numberOf(object: JsonObject | null, key: string): number | null {
  const value = memberOf(object, key);
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

export function objectAt(object: JsonObject | null, key: string): JsonObject | null {
  return asObject(memberOf(object, key));
}

/** The texts of an array, or the lines of a text; other values are left out. */
export function linesAt(object: JsonObject | null, key: string): readonly string[] {
  const value = memberOf(object, key);
  if (typeof value === "string") return value.split("\n");
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
