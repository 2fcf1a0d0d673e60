import { badRequest } from "@/lib/sandbox/api-gateway/find-api";
import type { JsonObject } from "@/lib/sandbox/http/contract";
import { type Page, pageOf } from "@/lib/sandbox/http/page";

const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 500;

/** A page of a v1 list: the items are under `item` on the wire [W]. */
export function restPage(items: readonly JsonObject[], input: JsonObject, scope: string): JsonObject {
  const page = restItems(items, input, scope);
  return { item: page.items, position: page.token };
}

/** What `position` and `limit` select: 25 items unless `limit` says otherwise, 500 at most [D5]. */
export function restItems<T>(items: readonly T[], input: JsonObject, scope: string): Page<T> {
  const position = typeof input.position === "string" && input.position !== "" ? input.position : undefined;
  const page = pageOf(items, position, limitOf(input), scope);
  if (page === null) throw badRequest("Invalid position parameter specified");
  return page;
}

function limitOf({ limit = DEFAULT_LIMIT }: JsonObject): number {
  if (typeof limit !== "number" || limit < 1) throw badRequest("Invalid limit parameter specified");
  return Math.min(limit, MAX_LIMIT);
}
