import { FilterSyntaxError, type Operator } from "@/lib/sandbox/xray/filter/syntax";

export type Token = { readonly at: number } & (
  | { readonly kind: "word"; readonly text: string }
  /** `[key]` after `annotation`. */
  | { readonly kind: "key"; readonly text: string }
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "operator"; readonly operator: Operator }
  | { readonly kind: "mark"; readonly mark: "(" | ")" | "{" | "}" | "," | ":" | "!" }
  | { readonly kind: "end" }
);

const SPACE = /\s+/y;
const NUMBER = /-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_][\w.-]*/y;
const STRING = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/y;
const KEY = /\[\s*(?:"([^"\]]+)"|'([^'\]]+)'|([^\]"'\s][^\]]*?))\s*\]/y;
const OPERATOR = /!=|<=|>=|=|<|>/y;
const MARK = /[(){},:!]/y;

const WORD_OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ["CONTAINS", "CONTAINS"],
  ["BEGINSWITH", "BEGINSWITH"],
  ["ENDSWITH", "ENDSWITH"],
]);

/** Splits an expression; the last token is always `end`. Throws `FilterSyntaxError`. */
export function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  let at = 0;
  const match = (form: RegExp) => {
    form.lastIndex = at;
    const result = form.exec(text);
    return result;
  };
  while (at < text.length) {
    const space = match(SPACE);
    if (space) {
      at += space[0].length;
      continue;
    }
    const [token, length] = oneToken(match, at, text);
    found.push(token);
    at += length;
  }
  found.push({ kind: "end", at });
  return found;
}

function oneToken(
  match: (form: RegExp) => RegExpExecArray | null,
  at: number,
  text: string,
): readonly [Token, number] {
  const string = match(STRING);
  if (string) {
    const raw = string[1] ?? string[2] ?? "";
    return [{ kind: "string", text: raw.replace(/\\(.)/g, "$1"), at }, string[0].length];
  }
  const key = match(KEY);
  if (key) return [{ kind: "key", text: key[1] ?? key[2] ?? key[3] ?? "", at }, key[0].length];
  const number = match(NUMBER);
  if (number) return [{ kind: "number", value: Number(number[0]), at }, number[0].length];
  const word = match(WORD);
  if (word) {
    const operator = WORD_OPERATORS.get(word[0].toUpperCase());
    if (operator) return [{ kind: "operator", operator, at }, word[0].length];
    return [{ kind: "word", text: word[0], at }, word[0].length];
  }
  const operator = match(OPERATOR);
  if (operator) return [{ kind: "operator", operator: asOperator(operator[0]), at }, operator[0].length];
  const mark = match(MARK);
  if (mark) return [{ kind: "mark", mark: asMark(mark[0]), at }, 1];
  if (text[at] === '"' || text[at] === "'") throw new FilterSyntaxError("Unterminated string", at);
  throw new FilterSyntaxError(`Unexpected character '${text[at]}'`, at);
}

type Mark = Extract<Token, { kind: "mark" }>["mark"];

/** The pattern OPERATOR matches nothing but these operators. */
function asOperator(text: string): Operator {
  return text as Operator;
}

/** The pattern MARK matches nothing but these marks. */
function asMark(text: string): Mark {
  return text as Mark;
}
