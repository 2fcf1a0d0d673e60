import type { LineDetail, LineRow } from "@/components/logs/protocol";
import { maskSecrets } from "@/lib/logs/show/mask";

/** Covers secrets of a known shape; the same function for screen and exports. */
export function masked(text: string): string {
  return maskSecrets(text, { emails: true });
}

export function maskedRow(row: LineRow): LineRow {
  return { ...row, text: masked(row.text) };
}

export function maskedDetail(detail: LineDetail): LineDetail {
  const { row, error } = detail;
  return {
    ...detail,
    row: maskedRow(row),
    raw: masked(detail.raw),
    message: masked(detail.message),
    fields: detail.fields.map(([name, value]) => [name, maskedValue(name, value)] as const),
    error: error && {
      ...error,
      message: masked(error.message),
      stack: error.stack.map(masked),
    },
  };
}

/** A secret is told by its name too, so a value is looked at together with it. */
function maskedValue(name: string, value: unknown): unknown {
  if (typeof value === "string") {
    const head = `${name}: `;
    const whole = masked(head + value);
    return whole.startsWith(head) ? whole.slice(head.length) : masked(value);
  }
  if (Array.isArray(value)) return value.map((one) => maskedValue(name, one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, maskedValue(key, one)]));
}
