import "server-only";
import { createHash } from "node:crypto";

/** The same text for equal JSON-like values, whatever the order of their members; long ones are hashed. */
export function stableKey(value: unknown): string {
  const text = JSON.stringify(sorted(value)) ?? "undefined";
  return text.length <= 200 ? text : createHash("sha256").update(text).digest("hex");
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const members = Object.entries(value).map(([name, member]) => [name, sorted(member)] as const);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
