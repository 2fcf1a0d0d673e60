import type { Command, Query } from "@/lib/sandbox/logs/insights/ast";
import { type QueryEvent, Row } from "@/lib/sandbox/logs/insights/row";
import { type RowStep, rowStep } from "@/lib/sandbox/logs/insights/row-steps";
import type { Sink } from "@/lib/sandbox/logs/insights/sink";
import { StatsSink } from "@/lib/sandbox/logs/insights/stats-sink";
import {
  DedupSink,
  NEWEST_FIRST,
  type RowOrder,
  sortOrder,
  TopSink,
} from "@/lib/sandbox/logs/insights/top-sink";
import { toText } from "@/lib/sandbox/logs/insights/value";

/** One cell of a result row. Every value is a text. */
export interface ResultField {
  readonly field: string;
  readonly value: string;
}

/** Rows that a query without `limit` returns; the model does not state it: unverified. */
export const DEFAULT_LIMIT = 10_000;
const MOST_ROWS = 100_000;

/**
 * A query in execution: `push` each event of the window in any order, `results` at any moment.
 *
 *     events ─► row steps (fields, filter, parse) ─► first sink (stats | sort | dedup | limit) ─► rest, over its rows
 */
export class QueryRun {
  /** Events that passed the filters before the first sink. */
  recordsMatched = 0;

  private readonly steps: readonly RowStep[];
  private readonly sink: Sink;
  private readonly rest: readonly Command[];
  private readonly columns: readonly string[];
  private readonly pointsToEvents: boolean;

  constructor(
    query: Query,
    private readonly limit = DEFAULT_LIMIT,
  ) {
    const firstSink = query.findIndex((command) => rowStep(command) === null);
    const head = firstSink < 0 ? query : query.slice(0, firstSink);
    const tail = firstSink < 0 ? [] : query.slice(firstSink);
    this.steps = head.map(rowStep).filter((step) => step !== null);
    const { sink, rest } = openSink(tail, NEWEST_FIRST, limit);
    this.sink = sink;
    this.rest = rest;
    this.columns = columnsOf(query);
    this.pointsToEvents = !query.some((command) => command.kind === "stats");
    // Faults in later commands show at once, not at the end of the scan.
    this.results();
  }

  push(event: QueryEvent): void {
    const row = new Row(event);
    if (!this.steps.every((step) => step(row))) return;
    this.recordsMatched++;
    this.sink.push(row);
  }

  /** The rows so far; final once the last event was pushed. */
  results(): ResultField[][] {
    const limited = this.rest.some((command) => command.kind === "limit");
    const rows = applyRest(this.rest, this.sink.rows(), this.limit);
    return rows.slice(0, limited ? MOST_ROWS : this.limit).map((row) => this.cells(row));
  }

  private cells(row: Row): ResultField[] {
    const cells: ResultField[] = [];
    for (const field of this.columns) {
      const value = toText(row.get(field));
      if (value !== null) cells.push({ field, value });
    }
    if (this.pointsToEvents && row.event !== null) cells.push({ field: "@ptr", value: row.event.ptr });
    return cells;
  }
}

/** The sink that begins `commands`, and what is left to do with its rows. */
function openSink(
  commands: readonly Command[],
  order: RowOrder,
  limit: number,
): { readonly sink: Sink; readonly rest: readonly Command[] } {
  const [first, second] = commands;
  const rest = commands.slice(1);
  switch (first?.kind) {
    case "stats":
      return { sink: new StatsSink(first.columns, first.by), rest };
    case "dedup":
      return { sink: new DedupSink(order, first.columns), rest };
    case "sort":
      if (second?.kind === "dedup" || second?.kind === "limit") {
        return openSink(rest, sortOrder(first.keys), limit);
      }
      return { sink: new TopSink(sortOrder(first.keys), second === undefined ? limit : MOST_ROWS), rest };
    case "limit":
      return { sink: new TopSink(order, first.count), rest: commands };
    default:
      return { sink: new TopSink(order, limit), rest: [] };
  }
}

function applyRest(commands: readonly Command[], rows: readonly Row[], limit: number): Row[] {
  let current = [...rows];
  for (let i = 0; i < commands.length; ) {
    const command = commands[i];
    if (command === undefined) break;
    const step = rowStep(command);
    if (step !== null) {
      current = current.filter(step);
      i++;
    } else if (command.kind === "limit") {
      current = current.slice(0, command.count);
      i++;
    } else {
      const { sink, rest } = openSink(commands.slice(i), () => 0, limit);
      for (const row of current) sink.push(row);
      return applyRest(rest, sink.rows(), limit);
    }
  }
  return current;
}

/** Columns of the result: the last `display`; else the keys and values of the last `stats`; else all of `fields`. */
function columnsOf(query: Query): readonly string[] {
  let columns: string[] | null = null;
  for (const command of query) {
    if (command.kind === "display") columns = command.columns.map(({ name }) => name);
    if (command.kind === "stats") columns = [...command.by, ...command.columns].map(({ name }) => name);
    if (command.kind === "fields") columns = [...(columns ?? []), ...command.columns.map(({ name }) => name)];
  }
  return [...new Set(columns ?? ["@timestamp", "@message"])];
}
