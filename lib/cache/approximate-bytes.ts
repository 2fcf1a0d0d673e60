import "server-only";

const OBJECT_BYTES = 48;
const SLOT_BYTES = 8;

/**
 * About how much memory a plain JSON-like value takes. Cheaper than serialising it; within a factor of two, which is
 * enough to bound a cache. Values must be free of cycles.
 */
export function approximateBytes(value: unknown): number {
  if (typeof value === "string") return 2 * value.length + SLOT_BYTES;
  if (typeof value !== "object" || value === null) return SLOT_BYTES;
  if (Array.isArray(value)) return OBJECT_BYTES + sumOf(value);
  return OBJECT_BYTES + sumOf(Object.values(value));
}

function sumOf(values: readonly unknown[]): number {
  let bytes = 0;
  for (const value of values) bytes += typeof value === "number" ? SLOT_BYTES : approximateBytes(value);
  return bytes;
}
