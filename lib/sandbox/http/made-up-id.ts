import { createHash } from "node:crypto";

/**
 * Stable identifiers for things that the world does not number, such as a revision or a parent resource: the same
 * `source` gives the same id.
 */

/** Lower-case letters and digits, as API Gateway's ids. @param length at most 32 */
export function shortId(source: string, length: number): string {
  return BigInt(`0x${digest(source)}`)
    .toString(36)
    .slice(0, length);
}

/** In the form of a UUID. */
export function uuidOf(source: string): string {
  const hex = digest(source);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-",
  );
}

function digest(source: string): string {
  return createHash("sha256").update(source).digest("hex");
}
