import { AwsError, type JsonObject } from "@/lib/sandbox/http/contract";
import { pageOf } from "@/lib/sandbox/http/page";
import { constraint } from "@/lib/sandbox/lambda/function-reference";

/** Page sizes that Lambda keeps to even when MaxItems asks for more [D4]. */
const PAGE_SIZE = 50;
export const EVENT_SOURCE_PAGE_SIZE = 100;

const MAX_ITEMS = 10_000;

/**
 * One page of a list as `{ [field]: items, NextMarker }`. `scope` ties markers to the call that gave them.
 * Throws ValidationException (MaxItems) and InvalidParameterValueException (Marker).
 */
export function lambdaPage(
  field: string,
  items: readonly JsonObject[],
  input: JsonObject,
  scope: string,
  size: number = PAGE_SIZE,
): JsonObject {
  const page = pageOf(items, markerOf(input), Math.min(size, maxItemsOf(input)), scope);
  if (page === null) {
    throw new AwsError("InvalidParameterValueException", "Invalid Marker", 400, { Type: "User" });
  }
  return { [field]: page.items, NextMarker: page.token };
}

function markerOf(input: JsonObject): string | undefined {
  return typeof input.Marker === "string" && input.Marker !== "" ? input.Marker : undefined;
}

function maxItemsOf(input: JsonObject): number {
  const { MaxItems: maxItems = MAX_ITEMS } = input;
  if (typeof maxItems !== "number" || maxItems < 1) {
    throw constraint("maxItems", maxItems, "Member must have value greater than or equal to 1");
  }
  if (maxItems > MAX_ITEMS) {
    throw constraint("maxItems", maxItems, `Member must have value less than or equal to ${MAX_ITEMS}`);
  }
  return maxItems;
}
