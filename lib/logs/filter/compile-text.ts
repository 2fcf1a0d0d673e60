import { RE2JS, RE2JSSyntaxException } from "re2js";
import type { TextFilter } from "@/lib/logs/filter/log-filter";

/** A regular expression that cannot be read, and where. */
export interface BadPattern {
  readonly message: string;
  /** Of the part of the pattern that is wrong; the whole of it where that is not known. */
  readonly from: number;
  readonly to: number;
}

export type CompiledText =
  | { readonly ok: true; readonly matches: (text: string) => boolean }
  | { readonly ok: false; readonly bad: BadPattern };

/** Longer patterns would make automata that do not fit. */
const LONGEST_PATTERN = 1_000;

/**
 * Regular expressions run in RE2's engine: time grows with the text alone, so that no pattern can freeze a page. It has
 * no look-around and no back-references, and says so.
 */
export function compileText({ kind, pattern, ignoreCase }: TextFilter): CompiledText {
  if (kind === "text") return { ok: true, matches: textMatcher(pattern, ignoreCase) };
  if (pattern.length > LONGEST_PATTERN) {
    return bad(pattern, "", `longer than ${LONGEST_PATTERN} characters`);
  }
  try {
    const compiled = RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
    return { ok: true, matches: (text) => compiled.test(text) };
  } catch (thrown) {
    if (thrown instanceof RE2JSSyntaxException) {
      return bad(pattern, thrown.getPattern() ?? "", thrown.getDescription());
    }
    return bad(pattern, "", thrown instanceof Error ? thrown.message : "cannot be read");
  }
}

function bad(pattern: string, part: string, message: string): CompiledText {
  const at = part === "" ? -1 : pattern.indexOf(part);
  const from = Math.max(0, at);
  return { ok: false, bad: { message, from, to: at < 0 ? pattern.length : from + part.length } };
}

function textMatcher(pattern: string, ignoreCase: boolean): (text: string) => boolean {
  if (!ignoreCase) return (text) => text.includes(pattern);
  const wanted = pattern.toLowerCase();
  // A pattern without letters matches in any case.
  if (wanted === pattern.toUpperCase()) return (text) => text.includes(pattern);
  return (text) => text.toLowerCase().includes(wanted);
}
