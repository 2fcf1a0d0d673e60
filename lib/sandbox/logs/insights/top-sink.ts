import type { Column, SortKey } from "@/lib/sandbox/logs/insights/ast";
import { compileExpression } from "@/lib/sandbox/logs/insights/evaluate";
import type { Row } from "@/lib/sandbox/logs/insights/row";
import type { Sink } from "@/lib/sandbox/logs/insights/sink";
import { compareValues, toText } from "@/lib/sandbox/logs/insights/value";

export type RowOrder = (a: Row, b: Row) => number;

/** Order of rows when the query has no `sort`: newest event first. */
export const NEWEST_FIRST: RowOrder = (a, b) => compareValues(b.get("@timestamp"), a.get("@timestamp"));

export function sortOrder(keys: readonly SortKey[]): RowOrder {
  const compiled = keys.map(({ expression, descending }) => ({
    evaluate: compileExpression(expression),
    sign: descending ? -1 : 1,
  }));
  return (a, b) => {
    for (const { evaluate, sign } of compiled) {
      const order = compareValues(evaluate(a), evaluate(b));
      if (order !== 0) return sign * order;
    }
    return 0;
  };
}

/** Keeps the first `capacity` rows of an order, rows that compare equal in the order of arrival. */
export class TopSink implements Sink {
  private kept: Row[] = [];

  constructor(
    private readonly order: RowOrder,
    private readonly capacity: number,
  ) {}

  push(row: Row): void {
    this.kept.push(row);
    if (this.kept.length > 2 * this.capacity + 1_000) this.cut();
  }

  rows(): Row[] {
    this.cut();
    return [...this.kept];
  }

  private cut(): void {
    this.kept = this.kept.sort(this.order).slice(0, this.capacity);
  }
}

/** Keeps, of the rows with equal values in some columns, the one that comes first. */
export class DedupSink implements Sink {
  private readonly best = new Map<string, Row>();
  private readonly keys;

  constructor(
    private readonly order: RowOrder,
    columns: readonly Column[],
  ) {
    this.keys = columns.map(({ expression }) => compileExpression(expression));
  }

  /** A row without a value in one of the columns is no duplicate of anything. */
  push(row: Row): void {
    const values = this.keys.map((evaluate) => toText(evaluate(row)));
    const key = values.includes(null) ? `\u0001${this.best.size}` : values.join("\u0000");
    const held = this.best.get(key);
    if (held === undefined || this.order(row, held) < 0) this.best.set(key, row);
  }

  rows(): Row[] {
    return [...this.best.values()].sort(this.order);
  }
}
