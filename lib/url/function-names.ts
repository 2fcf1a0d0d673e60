import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { type RawSearch, single } from "@/lib/url/search";

/** [M FunctionName, without account and qualifier] */
const NAME = /^[A-Za-z0-9-_]{1,64}$/;
const MOST_NAMES = 50;

/** Reads `fn=orders-api,payments-charge`; empty: all functions. @throws BadParameter */
export function parseFunctionNames(search: RawSearch): readonly string[] {
  const names = [...new Set((single(search, "fn") ?? "").split(",").map((name) => name.trim()))].filter(
    (name) => name !== "",
  );
  const odd = names.find((name) => !NAME.test(name));
  if (odd !== undefined) {
    throw new BadParameter("fn", `${quoteInput(odd)} is not a function name, such as orders-api.`);
  }
  if (names.length > MOST_NAMES) {
    throw new BadParameter("fn", `fn names at most ${MOST_NAMES} functions; ${names.length} are given.`);
  }
  return names;
}
