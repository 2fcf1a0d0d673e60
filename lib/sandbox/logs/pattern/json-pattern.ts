import { invalidPattern } from "@/lib/sandbox/logs/pattern/invalid-pattern";
import { PatternReader } from "@/lib/sandbox/logs/pattern/pattern-reader";
import { comparison } from "@/lib/sandbox/logs/pattern/value-pattern";

type Test = (root: unknown) => boolean;
type Step = string | number | "[*]";

interface JsonPattern {
  readonly matches: (message: string) => boolean;
  readonly required: readonly string[];
}

/**
 * `{ $.a.b = "x" && ($.n > 1 || $.list[0] IS NULL) }`. A message that is no JSON never matches; neither does a
 * comparison with a property that is not there (for `!=` unverified). [D23 FilterAndPatternSyntax]
 */
export function jsonPattern(text: string): JsonPattern {
  const reader = new PatternReader(text);
  const required: string[] = [];
  reader.expect("{");
  const test = either(reader, required);
  reader.expect("}");
  reader.skipSpace();
  if (!reader.done) throw invalidPattern(`text after the closing brace in '${text}'`);
  return {
    required,
    matches: (message) => {
      const root = parseObject(message);
      return root !== undefined && test(root);
    },
  };
}

/** The message as JSON when it looks like an object or array; undefined otherwise. */
function parseObject(message: string): unknown {
  if (!/^\s*[{[]/.test(message)) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

function either(reader: PatternReader, required: string[]): Test {
  const found: string[] = [];
  const tests = [both(reader, found)];
  while (reader.accept("||")) tests.push(both(reader, []));
  if (tests.length === 1) required.push(...found);
  return (root) => tests.some((test) => test(root));
}

function both(reader: PatternReader, required: string[]): Test {
  const tests = [unit(reader, required)];
  while (reader.accept("&&")) tests.push(unit(reader, required));
  return (root) => tests.every((test) => test(root));
}

function unit(reader: PatternReader, required: string[]): Test {
  if (reader.accept("(")) {
    const test = either(reader, required);
    reader.expect(")");
    return test;
  }
  const steps = selector(reader);
  if (reader.acceptWord("IS")) {
    const state = stateTest(reader);
    return (root) => select(root, steps).some(state);
  }
  if (reader.acceptWord("NOT")) {
    if (!reader.acceptWord("EXISTS")) throw invalidPattern("NOT must be followed by EXISTS");
    return (root) => select(root, steps).length === 0;
  }
  if (reader.acceptWord("EXISTS")) return (root) => select(root, steps).length > 0;
  const operator = reader.operator();
  if (operator === null) throw invalidPattern("a selector needs a comparison");
  const operand = reader.operand(/[^\s()&|{}"%]+/);
  if (operator === "=" && operand.kind === "quoted" && !operand.text.includes("*"))
    required.push(operand.text);
  const compare = comparison(operator, operand);
  return (root) => select(root, steps).some((value) => isScalar(value) && compare(value));
}

function stateTest(reader: PatternReader): (value: unknown) => boolean {
  if (reader.acceptWord("NULL")) return (value) => value === null;
  if (reader.acceptWord("TRUE")) return (value) => value === true;
  if (reader.acceptWord("FALSE")) return (value) => value === false;
  throw invalidPattern("IS must be followed by NULL, TRUE or FALSE");
}

/** `$.a.b[0]`, `$.['a-b']`, `$.list[*].id`. */
function selector(reader: PatternReader): Step[] {
  reader.expect("$");
  const steps: Step[] = [];
  for (;;) {
    if (reader.peek() === ".") {
      reader.accept(".");
      if (reader.peek() === "[") continue;
      const name = reader.take(/[^\s.[\]()=!<>&|{}"%]+/);
      if (name === "") throw invalidPattern("a property name is missing after '.'");
      steps.push(name);
    } else if (reader.peek() === "[") {
      reader.accept("[");
      steps.push(bracketStep(reader));
      reader.expect("]");
    } else {
      if (steps.length === 0) throw invalidPattern("a selector must name a property");
      return steps;
    }
  }
}

function bracketStep(reader: PatternReader): Step {
  if (reader.accept("*")) return "[*]";
  const quote = reader.peek();
  if (quote === "'" || quote === '"') return reader.delimited(quote);
  const index = reader.take(/\d+/);
  if (index === "") throw invalidPattern("an index, a quoted name or * must stand between brackets");
  return Number(index);
}

/** All values that the steps lead to: none when the way ends early, several only with `[*]`. */
function select(root: unknown, steps: readonly Step[]): unknown[] {
  let values: unknown[] = [root];
  for (const step of steps) values = values.flatMap((value) => follow(value, step));
  return values;
}

function follow(value: unknown, step: Step): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  if (step === "[*]") return Array.isArray(value) ? value : [];
  if (typeof step === "number") return Array.isArray(value) && step < value.length ? [value[step]] : [];
  return Object.hasOwn(value, step) ? [Reflect.get(value, step)] : [];
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
