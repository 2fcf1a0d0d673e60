import { RE2JS } from "re2js";
import { invalidPattern } from "@/lib/sandbox/logs/pattern/invalid-pattern";

/** A comparison's right-hand side as the pattern spells it. */
export type Operand =
  | { readonly kind: "quoted"; readonly text: string }
  | { readonly kind: "bare"; readonly text: string }
  | { readonly kind: "regex"; readonly text: string };

export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** What is compared: a word of a space-delimited line or a JSON scalar. */
type Subject = string | number | boolean;

/**
 * The test `subject operator operand`. `=` and `!=` know the wildcard `*` and compare numbers by value; the four
 * others hold only between numbers.
 */
export function comparison(operator: Operator, operand: Operand): (subject: Subject) => boolean {
  if (operator === "=") return equality(operand);
  if (operator === "!=") {
    const equal = equality(operand);
    return (subject) => !equal(subject);
  }
  const limit = Number(operand.text);
  if (operand.kind === "regex" || operand.text.trim() === "" || Number.isNaN(limit)) {
    throw invalidPattern(`'${operand.text}' is not a number`);
  }
  return (subject) => {
    const value = numberOf(subject);
    if (value === null) return false;
    if (operator === "<") return value < limit;
    if (operator === "<=") return value <= limit;
    if (operator === ">") return value > limit;
    return value >= limit;
  };
}

/** Finds the regular expression anywhere in the text, in linear time. */
export function regexSearch(source: string): (text: string) => boolean {
  if (/^[\w \-:/=]+$/.test(source)) return (text) => text.includes(source);
  const regex = compileRegex(source);
  return (text) => regex.test(text);
}

/** True when the whole text equals the pattern, each `*` standing for any run of characters. */
export function wildcard(pattern: string): (text: string) => boolean {
  const parts = pattern.split("*");
  const head = parts[0] ?? "";
  const tail = parts[parts.length - 1] ?? "";
  if (parts.length === 1) return (text) => text === pattern;
  const middle = parts.slice(1, -1);
  return (text) => {
    if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail))
      return false;
    const end = text.length - tail.length;
    let from = head.length;
    for (const part of middle) {
      const found = text.indexOf(part, from);
      if (found < 0 || found + part.length > end) return false;
      from = found + part.length;
    }
    return true;
  };
}

function equality(operand: Operand): (subject: Subject) => boolean {
  if (operand.kind === "regex") {
    const search = regexSearch(operand.text);
    return (subject) => search(String(subject));
  }
  const same = wildcard(operand.text);
  const value = Number(operand.text);
  const numeric = operand.kind === "bare" && operand.text !== "" && !Number.isNaN(value);
  return (subject) => same(String(subject)) || (numeric && numberOf(subject) === value);
}

function numberOf(subject: Subject): number | null {
  if (typeof subject === "number") return subject;
  if (typeof subject !== "string" || subject.trim() === "") return null;
  const value = Number(subject);
  return Number.isNaN(value) ? null : value;
}

function compileRegex(source: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch {
    throw invalidPattern(`'%${source}%' is not a regular expression`);
  }
}
