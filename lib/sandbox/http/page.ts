import { createHash } from "node:crypto";

export interface Page<T> {
  readonly items: readonly T[];
  /** Undefined on the last page. */
  readonly token: string | undefined;
}

/**
 * The page of `items` at `token` (the first when undefined), at most `size` long. Null when the token is not one that
 * this function made for the same `scope`, e.g. the operation's name: AWS refuses tokens of another call.
 */
export function pageOf<T>(
  items: readonly T[],
  token: string | undefined,
  size: number,
  scope: string,
): Page<T> | null {
  const offset = token === undefined ? 0 : offsetIn(token, scope);
  if (offset === null || offset > items.length) return null;
  const end = offset + size;
  return {
    items: items.slice(offset, end),
    token: end < items.length ? tokenFor(end, scope) : undefined,
  };
}

function tokenFor(offset: number, scope: string): string {
  return Buffer.from(`${offset}.${checksum(offset, scope)}`).toString("base64url");
}

function offsetIn(token: string, scope: string): number | null {
  const [digits = "", sum] = Buffer.from(token, "base64url").toString().split(".");
  if (!/^\d{1,9}$/.test(digits)) return null;
  const offset = Number(digits);
  return sum === checksum(offset, scope) ? offset : null;
}

function checksum(offset: number, scope: string): string {
  return createHash("sha256").update(`${scope} ${offset}`).digest("hex").slice(0, 12);
}
