import type { JsonObject } from "@/lib/sandbox/http/contract";
import { textHash } from "@/lib/sandbox/xray/documents/derived-hash";
import { invalidRequest, optionalString } from "@/lib/sandbox/xray/operations/input";

interface PagePosition {
  /** What the next page begins with; its meaning belongs to the operation. */
  readonly next: number;
  /** The instant of the first page: later pages show the same state of a live world. */
  readonly asOfMs: number;
}

/** Ties a token to all other parameters of its request. */
function requestMark(operation: string, input: JsonObject): number {
  const { NextToken: _token, ...rest } = input;
  return textHash(operation + JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))));
}

export function pageToken(operation: string, input: JsonObject, position: PagePosition): string {
  const mark = requestMark(operation, input);
  return Buffer.from(JSON.stringify([mark, position.next, position.asOfMs])).toString("base64url");
}

/** Where to go on, or undefined on the first page. A token of another request, or no token at all, is an error. */
export function pagePosition(operation: string, input: JsonObject): PagePosition | undefined {
  const token = optionalString(input, "NextToken");
  if (token === undefined) return undefined;
  const fields = decoded(token);
  if (!Array.isArray(fields)) throw invalidRequest("NextToken is not valid");
  const [mark, next, asOfMs]: unknown[] = fields;
  if (mark !== requestMark(operation, input) || typeof next !== "number" || typeof asOfMs !== "number") {
    throw invalidRequest("NextToken is not valid for this request");
  }
  return { next, asOfMs };
}

function decoded(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

/** One page of a list that is made anew for each page. */
export function listPage<T>(
  operation: string,
  input: JsonObject,
  list: readonly T[],
  pageSize: number,
  position: PagePosition,
): { readonly page: readonly T[]; readonly NextToken: string | undefined } {
  const end = position.next + pageSize;
  const NextToken =
    end < list.length ? pageToken(operation, input, { next: end, asOfMs: position.asOfMs }) : undefined;
  return { page: list.slice(position.next, end), NextToken };
}
