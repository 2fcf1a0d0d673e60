"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useEffect, useRef } from "react";
import { TraceTableRow } from "@/components/traces/trace-table-row";
import type { SortColumn, TraceSort } from "@/components/traces/traces-state";
import { useRowOrder } from "@/components/traces/use-row-order";
import { Panel } from "@/components/ui/panel";
import { Table, Th } from "@/components/ui/table";
import { formatExact } from "@/lib/base/format-number";
import type { TraceRow } from "@/lib/model/views/traces";

interface TracesTableProps {
  readonly rows: readonly TraceRow[];
  readonly total: number;
  readonly sort: TraceSort;
  readonly onSort: (sort: TraceSort) => void;
  /** Which rows are drawn now. */
  readonly onLook: (rows: readonly TraceRow[]) => void;
}

const ROW_PX = 36;

const columns: readonly {
  readonly label: string;
  readonly width: number;
  readonly sort?: SortColumn;
  readonly numeric?: boolean;
  readonly hint?: string;
}[] = [
  { label: "Start", width: 128, sort: "start" },
  { label: "Outcome", width: 88 },
  { label: "Response", width: 84, sort: "response", numeric: true, hint: "Until the caller had its answer" },
  { label: "Duration", width: 84, sort: "duration", numeric: true, hint: "With asynchronous work" },
  { label: "Route", width: 190, sort: "route" },
  { label: "Status", width: 64, sort: "status", numeric: true },
  { label: "Services", width: 180 },
  { label: "Cold", width: 52 },
  { label: "Root cause", width: 200 },
  { label: "Request", width: 80 },
];
const WIDTH = columns.reduce((sum, { width }) => sum + width, 0);

export function TracesTable({ rows, total, sort, onSort, onLook }: TracesTableProps) {
  const frame = useRef<HTMLElement>(null);
  const ordered = useRowOrder(rows, sort);
  const virtualizer = useVirtualizer({
    count: ordered.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    initialRect: { width: 1200, height: 560 },
  });
  const inView = virtualizer.getVirtualItems();
  const shown = inView.flatMap(({ index }) => {
    const row = ordered[index];
    return row === undefined ? [] : [{ row, index }];
  });
  const above = inView[0]?.start ?? 0;
  const below = Math.max(0, virtualizer.getTotalSize() - (inView.at(-1)?.end ?? 0));
  const ids = shown.map(({ row }) => row.traceId).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same rows need no other look
  useEffect(() => onLook(shown.map(({ row }) => row)), [ids, onLook]);
  return (
    <Panel
      title="Traces"
      hint={
        rows.length === total ? formatExact(total) : `${formatExact(rows.length)} of ${formatExact(total)}`
      }
    >
      <section
        ref={frame}
        aria-label="Traces table"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-[max(420px,70vh)] overflow-auto border-line border-t focus-visible:-outline-offset-2"
      >
        <Table
          data-testid="traces-table"
          aria-rowcount={ordered.length + 1}
          className="table-fixed"
          style={{ minWidth: WIDTH }}
        >
          <colgroup>
            {columns.map(({ label, width }) => (
              <col key={label} style={label === "Root cause" ? undefined : { width }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              {columns.map((column) => (
                <Head key={column.label} {...column} current={sort} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            <Spacer height={above} />
            {shown.map(({ row, index }) => (
              <TraceTableRow key={row.traceId} row={row} index={index} />
            ))}
            <Spacer height={below} />
          </tbody>
        </Table>
      </section>
    </Panel>
  );
}

interface HeadProps {
  readonly label: string;
  readonly sort?: SortColumn;
  readonly numeric?: boolean;
  readonly hint?: string;
  readonly current: TraceSort;
  readonly onSort: (sort: TraceSort) => void;
}

function Head({ label, sort, numeric = false, hint, current, onSort }: HeadProps) {
  const sorted = sort !== undefined && current.column === sort;
  const Icon = current.descending ? ArrowDown : ArrowUp;
  return (
    <Th
      numeric={numeric}
      title={hint}
      aria-sort={sorted ? (current.descending ? "descending" : "ascending") : undefined}
      className="sticky top-0 z-[2] px-2"
    >
      {sort === undefined ? (
        label
      ) : (
        <button
          type="button"
          className="inline-flex h-8 items-center gap-1 hover:text-ink aria-pressed:text-ink"
          aria-pressed={sorted}
          onClick={() =>
            onSort({ column: sort, descending: sorted ? !current.descending : sort !== "route" })
          }
        >
          {label}
          {sorted ? <Icon className="size-3" aria-hidden /> : null}
        </button>
      )}
    </Th>
  );
}

/** Holds the place of rows that are not drawn. */
function Spacer({ height }: { readonly height: number }) {
  return height > 0 ? (
    <tr aria-hidden>
      <td style={{ height }} />
    </tr>
  ) : null;
}
