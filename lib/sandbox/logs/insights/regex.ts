import { RE2JS } from "re2js";
import { malformedQuery } from "@/lib/sandbox/logs/insights/query-error";

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch {
    throw malformedQuery(`invalid regular expression /${source}/`, 0, 0);
  }
}

/** Finds the expression anywhere in a text. Linear time whatever the expression: queries come from strangers. */
export function regexTest(source: string): (text: string) => boolean {
  if (/^[\w \-:/=@]+$/.test(source)) return (text) => text.includes(source);
  const regex = compile(source);
  return (text) => regex.test(text);
}

interface RegexGroups {
  readonly names: readonly string[];
  /** Texts of the named groups of the first match, null for one that took no part; null without a match. */
  extract(text: string): readonly (string | null)[] | null;
}

/** The named groups of an expression, in the order in which they stand. */
export function regexGroups(source: string): RegexGroups {
  const regex = compile(source);
  const groups = Object.entries(regex.namedGroups()).sort(([, a], [, b]) => a - b);
  if (groups.length === 0) throw malformedQuery(`/${source}/ names no group`, 0, 0);
  return {
    names: groups.map(([name]) => name),
    extract: (text) => {
      const matcher = regex.matcher(text);
      return matcher.find() ? groups.map(([, index]) => matcher.group(index)) : null;
    },
  };
}
