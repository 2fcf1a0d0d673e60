import { AwsError } from "@/lib/sandbox/http/contract";
import { hexOf } from "@/lib/sandbox/logs/hash";

/**
 * Opaque page tokens that belong to one query: `query` is anything that identifies it. A token of another query, or a
 * text that is none, is refused as AWS does.
 */
export function writeToken(query: unknown, place: readonly (number | string)[]): string {
  const text = JSON.stringify([fingerprint(query), ...place]);
  return Buffer.from(text).toString("base64url");
}

export function readToken(query: unknown, token: string): readonly unknown[] {
  const parts = decode(token);
  if (parts === null || parts[0] !== fingerprint(query)) {
    throw new AwsError("InvalidParameterException", "The specified nextToken is invalid.");
  }
  return parts.slice(1);
}

function fingerprint(query: unknown): string {
  return hexOf(JSON.stringify(query), 16);
}

function decode(token: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, "base64url").toString());
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
