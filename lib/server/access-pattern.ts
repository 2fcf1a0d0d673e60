import "server-only";
import { parseAccessFormat } from "@/lib/logs/parse/access-format";

export interface AccessPattern<Column extends string> {
  /** A regular expression for `parse`, without its slashes. */
  readonly pattern: string;
  /** What the format has of the variables asked for. */
  readonly columns: ReadonlySet<Column>;
}

/**
 * Reads lines of an access log in a query of Logs Insights. The format is free text: a line is read by the fixed texts
 * between its variables. [D api-gateway-variables-for-access-logging; D CWL_QuerySyntax-Parse]
 * @param columnOf the name that a variable (without `$context.`) gets in the query; null: it is not wanted
 */
export function accessPattern<Column extends string>(
  format: string,
  columnOf: (variable: string) => Column | null,
): AccessPattern<Column> {
  const { literals, names } = parseAccessFormat(format);
  const columns = new Set<Column>();
  const parts = literals.map((literal, i) => {
    const text = literal.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+");
    const name = names[i];
    if (name === undefined) return text;
    const column = columnOf(name);
    if (column === null || columns.has(column)) return `${text}.*?`;
    columns.add(column);
    return `${text}(?<${column}>.*?)`;
  });
  return { pattern: `^${parts.join("")}\\s*$`, columns };
}
