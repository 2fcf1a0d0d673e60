import type { JsonObject } from "@/lib/sandbox/http/contract";
import { parseFilter } from "@/lib/sandbox/xray/filter/parse";
import { type Filter, FilterSyntaxError } from "@/lib/sandbox/xray/filter/syntax";
import { invalidRequest, optionalString } from "@/lib/sandbox/xray/operations/input";

/** Longest expression that X-Ray takes. [M] */
const LONGEST = { FilterExpression: 2_000, EntitySelectorExpression: 500 } as const;

/** The parsed expression of a request, or undefined when it has none (or a blank one). */
export function filterOf(input: JsonObject, field: keyof typeof LONGEST): Filter | undefined {
  const text = optionalString(input, field);
  if (text === undefined || text.trim() === "") return undefined;
  if (text.length > LONGEST[field]) {
    throw invalidRequest(`${field} must not be longer than ${LONGEST[field]} characters`);
  }
  try {
    return parseFilter(text);
  } catch (error) {
    if (error instanceof FilterSyntaxError) throw invalidRequest(`Invalid ${field}: ${error.message}`);
    throw error;
  }
}
