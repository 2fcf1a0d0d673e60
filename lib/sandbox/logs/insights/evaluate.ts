import type { BinaryOperator, Expression, TextTest } from "@/lib/sandbox/logs/insights/ast";
import { callFunction, isFunction } from "@/lib/sandbox/logs/insights/functions";
import { malformedQuery } from "@/lib/sandbox/logs/insights/query-error";
import { regexTest } from "@/lib/sandbox/logs/insights/regex";
import { compareValues, isTrue, toNumber, toText, type Value } from "@/lib/sandbox/logs/insights/value";

/** Where an expression finds its fields. */
export interface Fields {
  get(name: string): Value;
}

export type Evaluate = (fields: Fields) => Value;

/** Compiles an expression without aggregates to a function of a row. */
export function compileExpression(expression: Expression): Evaluate {
  switch (expression.kind) {
    case "literal": {
      const { value } = expression;
      return () => value;
    }
    case "duration": {
      const { ms } = expression;
      return () => ms;
    }
    case "field": {
      const { name } = expression;
      return (fields) => fields.get(name);
    }
    case "everything":
      return () => 1;
    case "not": {
      const of = compileExpression(expression.of);
      return (fields) => (isTrue(of(fields)) ? 0 : 1);
    }
    case "negate": {
      const of = compileExpression(expression.of);
      return (fields) => negated(of(fields));
    }
    case "in":
      return compileIn(expression.of, expression.list);
    case "like":
      return compileLike(expression.of, expression.test);
    case "call":
      return compileCall(expression);
    case "binary":
      return compileBinary(
        expression.operator,
        compileExpression(expression.left),
        compileExpression(expression.right),
      );
  }
}

function compileIn(of: Expression, list: readonly Expression[]): Evaluate {
  const value = compileExpression(of);
  const members = list.map(compileExpression);
  return (fields) => {
    const sought = value(fields);
    return sought !== null && members.some((member) => compareValues(sought, member(fields)) === 0) ? 1 : 0;
  };
}

function compileLike(of: Expression, test: TextTest): Evaluate {
  const value = compileExpression(of);
  const matches =
    test.kind === "regex" ? regexTest(test.source) : (text: string): boolean => text.includes(test.text);
  return (fields) => {
    const text = toText(value(fields));
    return text !== null && matches(text) ? 1 : 0;
  };
}

function compileCall(call: Extract<Expression, { kind: "call" }>): Evaluate {
  if (!isFunction(call.name)) {
    throw malformedQuery(`'${call.name}' may stand only in stats`, call.start, call.end);
  }
  const args = call.args.map(compileExpression);
  if (call.name === "bin") {
    const [period] = args;
    if (period === undefined) throw malformedQuery("bin needs a period", call.start, call.end);
    return (fields) => callFunction("datefloor", [fields.get("@timestamp"), period(fields)]);
  }
  return (fields) =>
    callFunction(
      call.name,
      args.map((arg) => arg(fields)),
    );
}

function compileBinary(operator: BinaryOperator, left: Evaluate, right: Evaluate): Evaluate {
  switch (operator) {
    case "and":
      return (fields) => (isTrue(left(fields)) && isTrue(right(fields)) ? 1 : 0);
    case "or":
      return (fields) => (isTrue(left(fields)) || isTrue(right(fields)) ? 1 : 0);
    case "=":
      return (fields) => equal(left(fields), right(fields));
    // A field that is not there is not equal to anything; unverified.
    case "!=":
      return (fields) => 1 - equal(left(fields), right(fields));
    case "<":
    case "<=":
    case ">":
    case ">=":
      return (fields) => ordered(operator, left(fields), right(fields));
    default:
      return (fields) => arithmetic(operator, toNumber(left(fields)), toNumber(right(fields)));
  }
}

function equal(a: Value, b: Value): 0 | 1 {
  return a !== null && b !== null && compareValues(a, b) === 0 ? 1 : 0;
}

function ordered(operator: "<" | "<=" | ">" | ">=", a: Value, b: Value): 0 | 1 {
  if (a === null || b === null) return 0;
  const order = compareValues(a, b);
  if (operator === "<") return order < 0 ? 1 : 0;
  if (operator === "<=") return order <= 0 ? 1 : 0;
  if (operator === ">") return order > 0 ? 1 : 0;
  return order >= 0 ? 1 : 0;
}

/** null when a side is no number, and for a division by zero. */
function arithmetic(operator: BinaryOperator, a: number | null, b: number | null): Value {
  if (a === null || b === null) return null;
  const result = compute(operator, a, b);
  return Number.isFinite(result) ? result : null;
}

function compute(operator: BinaryOperator, a: number, b: number): number {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "%":
      return a % b;
    case "^":
      return a ** b;
    default:
      return Number.NaN;
  }
}

function negated(value: Value): Value {
  const number = toNumber(value);
  return number === null ? null : -number;
}
