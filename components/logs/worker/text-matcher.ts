import { RE2JS } from "re2js";
import type { TextQuery } from "@/lib/url/logs";

export interface TextMatcher {
  /** null: everything matches. */
  readonly matches: ((text: string) => boolean) | null;
  readonly problem: { readonly message: string; readonly at: number | null } | null;
}

/**
 * Text is searched for as it is; a regular expression runs in an engine whose time grows with the text and not with
 * what the pattern makes of it, so that no pattern can freeze the page.
 */
export function textMatcher(query: TextQuery | null): TextMatcher {
  if (query === null) return { matches: null, problem: null };
  if (query.kind === "text") {
    // A literal: JavaScript's own engine finds it in linear time, whatever the case.
    const literal = new RegExp(query.pattern.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "i");
    return { matches: (text) => literal.test(text), problem: null };
  }
  try {
    const pattern = RE2JS.compile(query.pattern, query.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
    return { matches: (text) => pattern.matcher(text).find(), problem: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { matches: null, problem: { message: `Not a regular expression: ${message}`, at: null } };
  }
}
