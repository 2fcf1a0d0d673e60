import { invalidPattern } from "@/lib/sandbox/logs/pattern/invalid-pattern";
import { PatternReader } from "@/lib/sandbox/logs/pattern/pattern-reader";
import { regexSearch } from "@/lib/sandbox/logs/pattern/value-pattern";

type Test = (message: string) => boolean;

interface TermPattern {
  readonly matches: Test;
  /** Texts that every matching message contains. */
  readonly required: readonly string[];
}

/**
 * Unstructured patterns: `ERROR timeout` (all of them), `?ERROR ?WARN` (one of them), `ERROR -Retry` (without),
 * `"a phrase"`, `%regex%`. Case-sensitive; a term counts wherever it stands in the text, also inside a word
 * (unverified). Next to plain terms, optional ones mean nothing. [D23 FilterAndPatternSyntax]
 */
export function termPattern(text: string): TermPattern {
  const reader = new PatternReader(text);
  const included: Test[] = [];
  const optional: Test[] = [];
  const excluded: Test[] = [];
  const required: string[] = [];
  for (reader.skipSpace(); !reader.done; reader.skipSpace()) {
    if (reader.accept("?")) optional.push(term(reader).test);
    else if (reader.accept("-")) excluded.push(term(reader).test);
    else {
      const { test, literal } = term(reader);
      included.push(test);
      if (literal !== null && literal.trim() !== "") required.push(literal);
    }
  }
  const oneOf = included.length === 0 && optional.length > 0 ? optional : null;
  return {
    required,
    matches: (message) =>
      included.every((test) => test(message)) &&
      (oneOf === null || oneOf.some((test) => test(message))) &&
      !excluded.some((test) => test(message)),
  };
}

function term(reader: PatternReader): { readonly test: Test; readonly literal: string | null } {
  if (reader.peek() === '"') return literalTerm(reader.delimited('"'));
  if (reader.peek() === "%") return { test: regexSearch(reader.delimited("%")), literal: null };
  const word = reader.take(/[^\s]+/);
  if (!/^[\p{L}\p{N}_]+$/u.test(word)) {
    throw invalidPattern(`Invalid character(s) in term '${word}'`);
  }
  return literalTerm(word);
}

/** A blank phrase matches everything: `" "` is how one asks for all events. */
function literalTerm(literal: string): { readonly test: Test; readonly literal: string } {
  if (literal.trim() === "") return { test: () => true, literal };
  return { test: (message) => message.includes(literal), literal };
}
