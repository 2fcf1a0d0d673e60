import type { FaultKind } from "@/lib/sandbox/faults/fault-rule";
import { answersInHalf, halfOfResults } from "@/lib/sandbox/faults/half-results";
import { type Paging, pagingOf, tokenIn } from "@/lib/sandbox/faults/page-tokens";
import type { JsonObject, Service } from "@/lib/sandbox/http/contract";
import { isJsonObject } from "@/lib/sandbox/http/wire";

/** What a caller really asked for, behind a token that a fault has invented. */
export interface RealInput {
  /** With the token that the invented one stands for. */
  readonly input: JsonObject;
  /** Null: the token was a real one, or none. `turn` counts how often the same page was put off. */
  readonly invented: { readonly turn: number } | null;
}

/** Tokens that the faults invent: a mark, the turn, and the original token in base64url. */
const INVENTED = /^again-(\d+)-([\w-]*)$/;

export function realInput(service: Service["name"], operation: string, input: JsonObject): RealInput {
  const paging = pagingOf(service, operation);
  const match = paging === null ? null : INVENTED.exec(tokenIn(paging, input));
  if (paging === null || match === null) return { input, invented: null };
  const { [paging.tokenIn]: _dropped, ...rest } = input;
  const original = Buffer.from(match[2] ?? "", "base64url").toString();
  return {
    input: original === "" ? rest : { ...rest, [paging.tokenIn]: original },
    invented: { turn: Number(match[1]) },
  };
}

/** The answer as the fault makes it; faults of other kinds, and answers without pages, leave it as it is. */
export function faultyAnswer(
  kind: FaultKind | null,
  service: Service["name"],
  operation: string,
  { input, invented }: RealInput,
  result: unknown,
): unknown {
  if (!isJsonObject(result)) return result;
  if (kind === "half" && answersInHalf(service, operation)) return halfOfResults(service, operation, result);
  const paging = pagingOf(service, operation);
  if (paging === null) return result;
  const turn = invented?.turn ?? 0;
  switch (kind) {
    case "empty-pages":
      return invented === null ? emptied(paging, result, inventedToken(paging, input, 1)) : result;
    case "endless-pages":
      return emptied(paging, result, inventedToken(paging, input, turn + 1));
    case "repeat-token":
      return { ...result, [paging.tokenOut]: inventedToken(paging, input, 1) };
    case "half":
      return invented === null
        ? { ...halfOfItems(paging, result, 0), [paging.tokenOut]: inventedToken(paging, input, 1) }
        : halfOfItems(paging, result, 1);
    default:
      return result;
  }
}

function emptied(paging: Paging, result: JsonObject, token: string): JsonObject {
  const empty = Object.fromEntries(paging.items.filter((name) => name in result).map((name) => [name, []]));
  return { ...result, ...empty, [paging.tokenOut]: token };
}

/** @param which 0: the first half, 1: the rest */
function halfOfItems(paging: Paging, result: JsonObject, which: 0 | 1): JsonObject {
  const halves = paging.items.flatMap((name) => {
    const items = result[name];
    if (!Array.isArray(items)) return [];
    const middle = Math.ceil(items.length / 2);
    return [[name, which === 0 ? items.slice(0, middle) : items.slice(middle)] as const];
  });
  return { ...result, ...Object.fromEntries(halves) };
}

function inventedToken(paging: Paging, input: JsonObject, turn: number): string {
  return `again-${turn}-${Buffer.from(tokenIn(paging, input)).toString("base64url")}`;
}
