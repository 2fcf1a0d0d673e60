import type { FilterProblem } from "@/lib/traces/filter/syntax";

export type TokenKind = "word" | "string" | "number" | "sign" | "end";

export interface Token {
  readonly kind: TokenKind;
  /** As it stands in the text; of a string what is between the quotes, unescaped. */
  readonly text: string;
  readonly at: number;
  readonly length: number;
}

export class FilterError extends Error {
  constructor(readonly problem: FilterProblem) {
    super(problem.message);
    this.name = "FilterError";
  }
}

/** Longest first: `<=` before `<`. */
const SIGNS = ["!=", "<=", ">=", "=", "<", ">", "!", "(", ")", "{", "}", "[", "]", ",", ":"] as const;
const WORD = /[A-Za-z_][\w.-]*/y;
const NUMBER = /-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;

/**
 * The parts of an expression, `end` last. Annotation keys, between `[` and `]`, are words whatever they hold.
 * @throws FilterError for a quote that is never closed, or a character that stands nowhere in the language
 */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? "")) {
      at += 1;
      continue;
    }
    const inBrackets = tokens.at(-1)?.text === "[" && tokens.at(-1)?.kind === "sign";
    const token = (inBrackets ? keyAt(text, at) : null) ?? tokenAt(text, at);
    tokens.push(token);
    at = token.at + token.length;
  }
  tokens.push({ kind: "end", text: "", at: text.length, length: 0 });
  return tokens;
}

/** `annotation[aws:api_stage]`: everything up to the bracket. */
function keyAt(text: string, at: number): Token | null {
  const end = text.indexOf("]", at);
  if (end <= at || text[at] === '"') return null;
  const key = text.slice(at, end).trimEnd();
  return { kind: "word", text: key, at, length: key.length };
}

function tokenAt(text: string, at: number): Token {
  const sign = SIGNS.find((one) => text.startsWith(one, at));
  if (sign !== undefined) return { kind: "sign", text: sign, at, length: sign.length };
  if (text[at] === '"' || text[at] === "'") return stringAt(text, at);
  const number = matchAt(NUMBER, text, at);
  if (number !== null) return { kind: "number", text: number, at, length: number.length };
  const word = matchAt(WORD, text, at);
  if (word !== null) return { kind: "word", text: word, at, length: word.length };
  const typographic = /[“”„«»]/.test(text[at] ?? "");
  throw new FilterError({
    message: typographic
      ? `Texts stand in straight quotes ("), not in ${text[at]}.`
      : `“${text[at]}” stands nowhere in a filter expression.`,
    at,
    length: 1,
  });
}

function stringAt(text: string, at: number): Token {
  const quote = text[at];
  if (quote === "'") {
    throw new FilterError({
      message: 'Texts stand in double quotes ("), not in single ones.',
      at,
      length: 1,
    });
  }
  let value = "";
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === quote) return { kind: "string", text: value, at, length: i + 1 - at };
    if (text[i] === "\\" && i + 1 < text.length) i += 1;
    value += text[i];
  }
  throw new FilterError({
    message: "This text has no closing quote.",
    at,
    length: text.length - at,
  });
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
