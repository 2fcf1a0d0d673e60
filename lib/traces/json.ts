/** A JSON object of unknown shape: what a document is before it is believed. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The non-empty text of a field; null for anything else. */
export function textIn(json: JsonObject, key: string): string | null {
  const value = json[key];
  return typeof value === "string" && value !== "" ? value : null;
}

/** The finite number of a field; null for anything else. */
export function numberIn(json: JsonObject, key: string): number | null {
  const value = json[key];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

export function objectIn(json: JsonObject, key: string): JsonObject | null {
  const value = json[key];
  return isJsonObject(value) ? value : null;
}

export function listIn(json: JsonObject, key: string): readonly unknown[] {
  const value = json[key];
  return Array.isArray(value) ? value : [];
}

/** An HTTP status that can be one; 0 for anything else. */
export function statusIn(json: JsonObject | null, key: string): number {
  const value = json === null ? null : json[key];
  const status = typeof value === "string" ? Number(value) : value;
  return typeof status === "number" && Number.isInteger(status) && status >= 100 && status < 1000
    ? status
    : 0;
}
