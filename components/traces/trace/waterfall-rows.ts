import type { SpanLogs } from "@/components/traces/trace/span-logs";
import type { LogsBySpan } from "@/components/traces/trace/use-span-logs";
import type { LineRow } from "@/lib/model/views/log-answer";

/** One line of the waterfall: a span, or a log line (or a word about log lines) under its span. */
export type WaterfallRow =
  | { readonly kind: "span"; readonly span: number }
  | { readonly kind: "line"; readonly span: number; readonly line: LineRow }
  | { readonly kind: "note"; readonly span: number; readonly text: string };

/** Rows on demand: with 10,000 spans no object is made for those that are not in sight. */
export interface WaterfallRows {
  readonly count: number;
  readonly at: (index: number) => WaterfallRow | null;
  /** Index of a span's row. */
  readonly indexOf: (spanRow: number) => number;
}

/** Puts the log lines of spans right under them. Costs as much as there are open logs. */
export function waterfallRows(spans: Int32Array, logs: LogsBySpan): WaterfallRows {
  const blocks: {
    readonly afterRow: number;
    readonly start: number;
    readonly rows: readonly WaterfallRow[];
  }[] = [];
  let added = 0;
  if (logs.size > 0) {
    for (let row = 0; row < spans.length; row++) {
      const span = spans[row] ?? 0;
      const of = logs.get(span);
      if (!of) continue;
      const rows = logRows(span, of);
      blocks.push({ afterRow: row, start: row + 1 + added, rows });
      added += rows.length;
    }
  }
  return {
    count: spans.length + added,
    at(index) {
      let before = 0;
      for (const { start, rows } of blocks) {
        if (index < start) break;
        const inside = rows[index - start];
        if (inside) return inside;
        before += rows.length;
      }
      const span = spans[index - before];
      return span === undefined ? null : { kind: "span", span };
    },
    indexOf(spanRow) {
      return blocks.reduce((at, { afterRow, rows }) => (afterRow < spanRow ? at + rows.length : at), spanRow);
    },
  };
}

function logRows(span: number, logs: SpanLogs): readonly WaterfallRow[] {
  if (logs.state === "loading") return [{ kind: "note", span, text: "Reading log lines …" }];
  if (logs.state === "none") return [{ kind: "note", span, text: logs.reason }];
  const rows: WaterfallRow[] = logs.lines.map((line) => ({ kind: "line", span, line }));
  if (logs.note !== null) rows.push({ kind: "note", span, text: logs.note });
  return rows;
}
