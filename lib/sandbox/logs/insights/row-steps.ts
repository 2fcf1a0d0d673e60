import type { Command, ParsePattern } from "@/lib/sandbox/logs/insights/ast";
import { compileExpression } from "@/lib/sandbox/logs/insights/evaluate";
import { regexGroups } from "@/lib/sandbox/logs/insights/regex";
import type { Row } from "@/lib/sandbox/logs/insights/row";
import { isTrue, toText } from "@/lib/sandbox/logs/insights/value";

/** Works on one row at a time; false drops it. */
export type RowStep = (row: Row) => boolean;

/** The step of a command that needs no other row; null for stats, sort, limit and dedup. */
export function rowStep(command: Command): RowStep | null {
  switch (command.kind) {
    case "filter": {
      const condition = compileExpression(command.condition);
      return (row) => isTrue(condition(row));
    }
    case "fields":
    case "display": {
      const computed = command.columns
        .filter(({ name, expression }) => expression.kind !== "field" || expression.name !== name)
        .map(({ name, expression }) => ({ name, evaluate: compileExpression(expression) }));
      return (row) => {
        for (const { name, evaluate } of computed) row.set(name, evaluate(row));
        return true;
      };
    }
    case "parse": {
      const source = compileExpression(command.source);
      const { names, extract } = extractor(command.pattern);
      return (row) => {
        const text = toText(source(row));
        const found = text === null ? null : extract(text);
        if (found !== null) {
          names.forEach((name, i) => {
            row.set(name, found[i] ?? null);
          });
        }
        return true;
      };
    }
    case "stats":
    case "sort":
    case "limit":
    case "dedup":
      return null;
  }
}

interface Extractor {
  readonly names: readonly string[];
  readonly extract: (text: string) => readonly (string | null)[] | null;
}

function extractor(pattern: ParsePattern): Extractor {
  if (pattern.kind === "regex") return regexGroups(pattern.source);
  const parts = pattern.glob.split("*");
  return { names: pattern.names, extract: (text) => globParts(parts, text) };
}

/** Texts between the fixed parts; the last `*` of a glob that ends in one takes the rest. null without a match. */
function globParts(parts: readonly string[], text: string): string[] | null {
  const head = parts[0] ?? "";
  const start = text.indexOf(head);
  if (start < 0) return null;
  let at = start + head.length;
  const found: string[] = [];
  for (const [i, part] of parts.slice(1).entries()) {
    const last = i === parts.length - 2;
    const end = last && part === "" ? text.length : text.indexOf(part, at);
    if (end < 0) return null;
    found.push(text.slice(at, end));
    at = end + part.length;
  }
  return found;
}
