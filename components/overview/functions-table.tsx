"use client";

import { flexRender, getCoreRowModel, getSortedRowModel, useReactTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Search } from "lucide-react";
import { useMemo, useRef } from "react";
import { functionColumns } from "@/components/overview/function-columns";
import { matchesFunction } from "@/components/overview/function-filter";
import { byTrouble } from "@/components/overview/row-order";
import { SortHeader } from "@/components/overview/sort-header";
import { type HealthFilter, healthFilters, sortText, useTableState } from "@/components/overview/table-state";
import { cn } from "@/components/ui/class-names";
import { Panel } from "@/components/ui/panel";
import { Segmented } from "@/components/ui/segmented";
import { Table, Td } from "@/components/ui/table";
import { formatCount } from "@/lib/base/format-number";
import type { FunctionRow } from "@/lib/model/views/overview";

const ROW_PX = 36;
/** Above this many rows only those in view are drawn, inside a frame of their own. */
const DRAW_ALL = 60;

const worstFirst = byTrouble<FunctionRow>(
  (row) => row.health,
  (row) => (row.errors ?? 0) + (row.throttles ?? 0),
  (row) => row.invocations,
  (row) => row.name,
);

const labels = {
  all: "All",
  failing: "Failing",
  healthy: "Healthy",
  idle: "No data",
} as const satisfies Record<HealthFilter, string>;

interface FunctionsTableProps {
  readonly rows: readonly FunctionRow[];
  /** False while runtime, memory and architecture are on their way. */
  readonly configured: boolean;
}

export function FunctionsTable({ rows, configured }: FunctionsTableProps) {
  const { state, setState, sorting } = useTableState();
  const columns = useMemo(() => functionColumns(configured), [configured]);
  const data = useMemo(
    () => rows.filter((row) => matchesFunction(row, state.q, state.health)).sort(worstFirst),
    [rows, state.q, state.health],
  );
  const table = useReactTable({
    data,
    columns,
    state: { sorting },
    onSortingChange: (update) => {
      const next = typeof update === "function" ? update(sorting) : update;
      setState({ sort: sortText(next) });
    },
    defaultColumn: { sortUndefined: "last" },
    // There are no pages; resetting their index would set state, and so render, for every new order or filter.
    autoResetPageIndex: false,
    getRowId: (row) => row.name,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  });

  const frame = useRef<HTMLDivElement>(null);
  const sorted = table.getRowModel().rows;
  const virtual = sorted.length > DRAW_ALL;
  const virtualizer = useVirtualizer({
    count: virtual ? sorted.length : 0,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    initialRect: { width: 1200, height: 900 },
  });
  const inView = virtualizer.getVirtualItems();
  const shown = virtual ? inView.flatMap((item) => sorted[item.index] ?? []) : sorted;
  const above = virtual ? (inView[0]?.start ?? 0) : 0;
  const below = virtual ? Math.max(0, virtualizer.getTotalSize() - (inView.at(-1)?.end ?? 0)) : 0;
  const hasFilter = state.q !== "" || state.health !== "all";

  return (
    <Panel
      id="functions"
      title="Functions"
      hint={
        hasFilter ? `${formatCount(data.length)} of ${formatCount(rows.length)}` : formatCount(rows.length)
      }
      actions={
        <>
          <Segmented
            label="Health"
            value={state.health}
            options={healthFilters.map((value) => ({ value, label: labels[value] }))}
            onChange={(health) => setState({ health })}
          />
          <label className="relative flex items-center">
            <Search className="pointer-events-none absolute left-2 size-3.5 text-ink-3" aria-hidden />
            <span className="sr-only">Filter functions</span>
            <input
              type="search"
              value={state.q}
              onChange={(event) => setState({ q: event.target.value })}
              placeholder="Filter"
              className="h-7 w-36 rounded-md border border-control-line bg-surface pr-2 pl-7 text-xs placeholder:text-ink-3"
            />
          </label>
        </>
      }
    >
      <section
        ref={frame}
        aria-label="Functions table"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className={cn(
          "overflow-auto border-line border-t focus-visible:-outline-offset-2",
          virtual && "max-h-[max(420px,70vh)]",
        )}
      >
        <Table
          data-testid="functions-table"
          aria-rowcount={sorted.length + 1}
          className="table-fixed"
          style={{ minWidth: table.getTotalSize() }}
        >
          <colgroup>
            {table.getVisibleLeafColumns().map((column, index) => (
              <col key={column.id} style={index === 0 ? undefined : { width: column.getSize() }} />
            ))}
          </colgroup>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {group.headers.map((header, index) => (
                  <SortHeader key={header.id} header={header} sticky={index === 0} />
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            <Spacer height={above} />
            {shown.map((row) => (
              <tr key={row.id} className="group" aria-rowindex={row.index + 2}>
                {row.getVisibleCells().map((cell, index) => (
                  <Td
                    key={cell.id}
                    sticky={index === 0}
                    numeric={cell.column.columnDef.meta?.numeric ?? false}
                    className="overflow-hidden px-2 group-last:border-b-0 group-hover:bg-sunken"
                  >
                    {flexRender(cell.column.columnDef.cell, cell.getContext())}
                  </Td>
                ))}
              </tr>
            ))}
            <Spacer height={below} />
          </tbody>
        </Table>
      </section>
      {data.length === 0 ? (
        <p className="px-4 py-6 text-ink-2">
          No function matches.{" "}
          <button type="button" className="underline" onClick={() => setState({ q: "", health: "all" })}>
            Show all {formatCount(rows.length)}
          </button>
        </p>
      ) : null}
    </Panel>
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
