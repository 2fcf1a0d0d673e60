import { invalidPattern } from "@/lib/sandbox/logs/pattern/invalid-pattern";
import { PatternReader } from "@/lib/sandbox/logs/pattern/pattern-reader";
import { comparison } from "@/lib/sandbox/logs/pattern/value-pattern";

type Test = (word: string) => boolean;

const ELLIPSIS = Symbol("...");

/**
 * `[ip, user, ..., status = 5*, bytes > 100]`: one field per word of the message, in order. Words in quotes or square
 * brackets count as one. Without `...` the number of words must agree. [D23 FilterAndPatternSyntax]
 */
export function spacePattern(text: string): (message: string) => boolean {
  const fields = readFields(new PatternReader(text));
  const gap = fields.indexOf(ELLIPSIS);
  if (gap !== fields.lastIndexOf(ELLIPSIS)) throw invalidPattern("only one '...' is allowed");
  const head = testsOf(gap < 0 ? fields : fields.slice(0, gap));
  const tail = testsOf(gap < 0 ? [] : fields.slice(gap + 1));
  return (message) => {
    const words = wordsOf(message);
    const named = head.length + tail.length;
    if (gap < 0 ? words.length !== named : words.length < named) return false;
    const tailAt = words.length - tail.length;
    return (
      head.every((test, i) => test(words[i] ?? "")) && tail.every((test, i) => test(words[tailAt + i] ?? ""))
    );
  };
}

function testsOf(fields: readonly (Test | typeof ELLIPSIS)[]): Test[] {
  return fields.filter((field) => field !== ELLIPSIS);
}

function readFields(reader: PatternReader): (Test | typeof ELLIPSIS)[] {
  reader.expect("[");
  const fields: (Test | typeof ELLIPSIS)[] = [];
  do {
    fields.push(reader.accept("...") ? ELLIPSIS : either(reader));
  } while (reader.accept(","));
  reader.expect("]");
  reader.skipSpace();
  if (!reader.done) throw invalidPattern("text after the closing bracket");
  return fields;
}

function either(reader: PatternReader): Test {
  const tests = [both(reader)];
  while (reader.accept("||")) tests.push(both(reader));
  return (word) => tests.some((test) => test(word));
}

function both(reader: PatternReader): Test {
  const tests = [unit(reader)];
  while (reader.accept("&&")) tests.push(unit(reader));
  return (word) => tests.every((test) => test(word));
}

function unit(reader: PatternReader): Test {
  if (reader.accept("(")) {
    const test = either(reader);
    reader.expect(")");
    return test;
  }
  reader.skipSpace();
  const name = reader.take(/[\p{L}\p{N}_-]+/u);
  if (name === "") throw invalidPattern("a field name is missing");
  const operator = reader.operator();
  if (operator === null) return () => true;
  return comparison(operator, reader.operand(/[^\s,\]()&|"%]+/));
}

/** Words of a line: runs without white space, `"…"` and `[…]` taken whole without their marks. */
function wordsOf(message: string): string[] {
  const words: string[] = [];
  for (const found of message.matchAll(/"([^"]*)"|\[([^\]]*)\]|(\S+)/g)) {
    words.push(found[1] ?? found[2] ?? found[3] ?? "");
  }
  return words;
}
