import { validationError } from "../errors";

/**
 * The grammar of metric math [D using-metric-math], loosest first:
 *
 *   or      = and { ("OR" | "||") and }
 *   and     = compare { ("AND" | "&&") compare }
 *   compare = sum { ("==" | "!=" | "<" | "<=" | ">" | ">=") sum }
 *   sum     = product { ("+" | "-") product }
 *   product = unary { ("*" | "/") unary }
 *   unary   = "-" unary | power
 *   power   = primary [ "^" unary ]
 *   primary = number | string | name | name "(" [ or { "," or } ] ")" | "[" or { "," or } "]" | "(" or ")"
 */
export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "^"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "AND"
  | "OR";

export type Node =
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "text"; readonly value: string }
  | { readonly type: "name"; readonly name: string }
  | { readonly type: "list"; readonly items: readonly Node[] }
  | { readonly type: "call"; readonly name: string; readonly args: readonly Node[] }
  | { readonly type: "negate"; readonly operand: Node }
  | { readonly type: "binary"; readonly operator: BinaryOperator; readonly left: Node; readonly right: Node };

interface Token {
  readonly kind: "number" | "text" | "name" | "sign" | "end";
  readonly text: string;
}

const TOKEN =
  /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|'((?:[^'\\]|\\[\s\S])*)'|"((?:[^"\\]|\\[\s\S])*)"|(==|!=|<=|>=|&&|\|\||[-+*/^<>()[\],]))/y;

/** Deeper expressions are refused, so that a hostile one cannot exhaust the stack. */
const MAX_DEPTH = 100;

function tokenise(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(expression);
    if (!match) throw syntaxError(expression, `unexpected text at position ${at}`);
    const [, number, name, single, double, sign] = match;
    if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (name !== undefined) tokens.push({ kind: "name", text: name });
    else if (single !== undefined) tokens.push({ kind: "text", text: single.replaceAll("\\'", "'") });
    else if (double !== undefined) tokens.push({ kind: "text", text: double.replaceAll('\\"', '"') });
    else tokens.push({ kind: "sign", text: sign ?? "" });
  }
  tokens.push({ kind: "end", text: "" });
  return tokens;
}

/** CloudWatch's own wording differs by case; clients should not read it. */
function syntaxError(expression: string, problem: string): Error {
  return validationError(`Error in expression '${expression}': ${problem}`);
}

const AND: Readonly<Record<string, BinaryOperator>> = { AND: "AND", "&&": "AND" };
const OR: Readonly<Record<string, BinaryOperator>> = { OR: "OR", "||": "OR" };
const COMPARE: Readonly<Record<string, BinaryOperator>> = {
  "==": "==",
  "!=": "!=",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
};
const SUM: Readonly<Record<string, BinaryOperator>> = { "+": "+", "-": "-" };
const PRODUCT: Readonly<Record<string, BinaryOperator>> = { "*": "*", "/": "/" };

/** Throws `ValidationException` when the text is not an expression. */
export function parseExpression(expression: string): Node {
  const tokens = tokenise(expression);
  let at = 0;
  let depth = 0;
  const peek = (): Token => tokens[at] ?? { kind: "end", text: "" };
  const take = (): Token => {
    const token = peek();
    at++;
    return token;
  };
  const isSign = (text: string) => peek().kind === "sign" && peek().text === text;
  const expect = (text: string) => {
    if (!isSign(text)) throw syntaxError(expression, `expected '${text}'`);
    at++;
  };

  const chain = (operators: Readonly<Record<string, BinaryOperator>>, operand: () => Node) => (): Node => {
    let left = operand();
    for (;;) {
      const token = peek();
      const operator = token.kind === "sign" || token.kind === "name" ? operators[token.text] : undefined;
      if (!operator) return left;
      at++;
      left = { type: "binary", operator, left, right: operand() };
    }
  };
  const listUntil = (close: string): readonly Node[] => {
    const items: Node[] = [];
    if (isSign(close)) {
      at++;
      return items;
    }
    for (;;) {
      items.push(or());
      if (!isSign(",")) break;
      at++;
    }
    expect(close);
    return items;
  };
  const primary = (): Node => {
    const token = take();
    if (token.kind === "number") return { type: "number", value: Number(token.text) };
    if (token.kind === "text") return { type: "text", value: token.text };
    if (token.kind === "name") {
      if (!isSign("(")) return { type: "name", name: token.text };
      at++;
      return { type: "call", name: token.text, args: listUntil(")") };
    }
    if (token.text === "[") return { type: "list", items: listUntil("]") };
    if (token.text === "(") {
      const inner = or();
      expect(")");
      return inner;
    }
    throw syntaxError(expression, token.kind === "end" ? "unexpected end" : `unexpected '${token.text}'`);
  };
  const unary = (): Node => {
    depth++;
    if (depth > MAX_DEPTH) throw syntaxError(expression, "too deeply nested");
    try {
      if (isSign("-")) {
        at++;
        return { type: "negate", operand: unary() };
      }
      const base = primary();
      if (!isSign("^")) return base;
      at++;
      return { type: "binary", operator: "^", left: base, right: unary() };
    } finally {
      depth--;
    }
  };
  const product = chain(PRODUCT, unary);
  const sum = chain(SUM, product);
  const compare = chain(COMPARE, sum);
  const and = chain(AND, compare);
  const or: () => Node = chain(OR, and);

  const root = or();
  if (peek().kind !== "end") throw syntaxError(expression, `unexpected '${peek().text}'`);
  return root;
}
