import { isAggregate } from "@/lib/sandbox/logs/insights/aggregate";
import type { BinaryOperator, Column, Expression, TextTest } from "@/lib/sandbox/logs/insights/ast";
import { isFunction } from "@/lib/sandbox/logs/insights/functions";
import type { TokenReader } from "@/lib/sandbox/logs/insights/token-reader";

/** `or` binds weakest, then `and`, `not`, comparisons, `+ -`, `* / %`, `^`. */
export function parseExpression(reader: TokenReader): Expression {
  let left = parseAnd(reader);
  while (reader.acceptWord("or")) left = binary("or", left, parseAnd(reader));
  return left;
}

/** `expression [as name]`, several set apart by commas. */
export function parseColumns(reader: TokenReader): Column[] {
  const columns = [parseColumn(reader)];
  for (;;) {
    // AWS's own samples also set columns apart by nothing but a comma and a line break.
    if (!reader.acceptSymbol(",")) return columns;
    columns.push(parseColumn(reader));
  }
}

function parseColumn(reader: TokenReader): Column {
  const start = reader.position;
  const expression = parseExpression(reader);
  const written = expression.kind === "field" ? expression.name : reader.text.slice(start, reader.end).trim();
  if (!reader.acceptWord("as")) return { name: written, expression };
  const alias = reader.fieldName();
  if (alias === null) return reader.fail("a name must follow 'as'");
  return { name: alias, expression };
}

function parseAnd(reader: TokenReader): Expression {
  let left = parseNot(reader);
  while (reader.acceptWord("and")) left = binary("and", left, parseNot(reader));
  return left;
}

function parseNot(reader: TokenReader): Expression {
  if (reader.acceptWord("not")) return { kind: "not", of: parseNot(reader) };
  return parseComparison(reader);
}

const COMPARISONS = ["!=", "<=", ">=", "=", "<", ">"] as const;

function parseComparison(reader: TokenReader): Expression {
  const left = parseSum(reader);
  for (const operator of COMPARISONS) {
    if (reader.acceptSymbol(operator)) return binary(operator, left, parseSum(reader));
  }
  if (reader.acceptSymbol("=~")) return { kind: "like", of: left, test: textTest(reader) };
  if (reader.acceptWord("like")) return { kind: "like", of: left, test: textTest(reader) };
  if (reader.acceptWord("in")) return { kind: "in", of: left, list: parseList(reader) };
  if (reader.acceptWord("not")) {
    if (reader.acceptWord("like")) {
      return { kind: "not", of: { kind: "like", of: left, test: textTest(reader) } };
    }
    if (reader.acceptWord("in"))
      return { kind: "not", of: { kind: "in", of: left, list: parseList(reader) } };
    return reader.fail("'like' or 'in' must follow 'not'");
  }
  return left;
}

function textTest(reader: TokenReader): TextTest {
  const source = reader.regex();
  if (source !== null) return { kind: "regex", source };
  const text = reader.string();
  if (text !== null) return { kind: "text", text };
  return reader.fail("a text or a regular expression is needed");
}

function parseList(reader: TokenReader): Expression[] {
  reader.expectSymbol("[");
  const list = [parseSum(reader)];
  while (reader.acceptSymbol(",")) list.push(parseSum(reader));
  reader.expectSymbol("]");
  return list;
}

function parseSum(reader: TokenReader): Expression {
  let left = parseProduct(reader);
  for (;;) {
    if (reader.acceptSymbol("+")) left = binary("+", left, parseProduct(reader));
    else if (reader.acceptSymbol("-")) left = binary("-", left, parseProduct(reader));
    else return left;
  }
}

function parseProduct(reader: TokenReader): Expression {
  let left = parsePower(reader);
  for (;;) {
    if (reader.acceptSymbol("*")) left = binary("*", left, parsePower(reader));
    else if (reader.acceptSymbol("/")) left = binary("/", left, parsePower(reader));
    else if (reader.acceptSymbol("%")) left = binary("%", left, parsePower(reader));
    else return left;
  }
}

function parsePower(reader: TokenReader): Expression {
  if (reader.acceptSymbol("-")) return { kind: "negate", of: parsePower(reader) };
  const left = parseAtom(reader);
  return reader.acceptSymbol("^") ? binary("^", left, parsePower(reader)) : left;
}

function parseAtom(reader: TokenReader): Expression {
  if (reader.acceptSymbol("(")) {
    const inner = parseExpression(reader);
    reader.expectSymbol(")");
    return inner;
  }
  const text = reader.string();
  if (text !== null) return { kind: "literal", value: text };
  const ms = reader.duration();
  if (ms !== null) return { kind: "duration", ms };
  const value = reader.number();
  if (value !== null) return { kind: "literal", value };
  const start = reader.position;
  const name = reader.fieldName();
  if (name === null) return reader.fail("a field, a value or a function is needed");
  if (reader.acceptSymbol("(")) return parseCall(reader, name.toLowerCase(), start);
  if (name === "true" || name === "false") return { kind: "literal", value: name === "true" ? 1 : 0 };
  return { kind: "field", name };
}

function parseCall(reader: TokenReader, name: string, start: number): Expression {
  if (!isFunction(name) && !isAggregate(name)) reader.fail(`unknown function '${name}'`, start);
  const args: Expression[] = [];
  if (!reader.acceptSymbol(")")) {
    do {
      args.push(reader.acceptSymbol("*") ? { kind: "everything" } : parseExpression(reader));
    } while (reader.acceptSymbol(","));
    reader.expectSymbol(")");
  }
  return { kind: "call", name, args, start, end: reader.end };
}

function binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  return { kind: "binary", operator, left, right };
}
