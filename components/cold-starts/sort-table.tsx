"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { type ReactNode, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { formatCount } from "@/lib/base/format-number";
import { inOrder, orderOf, orderText } from "@/lib/cold-starts/show/order";

export interface SortColumn<Row> {
  readonly id: string;
  readonly header: string;
  readonly hint?: string;
  readonly numeric?: boolean;
  /** What it is sorted by; null comes last. Without it the column has no order. */
  readonly value?: (row: Row) => number | string | null;
  readonly cell: (row: Row) => ReactNode;
}

interface SortTableProps<Row> {
  readonly label: string;
  readonly testId: string;
  /** Parameter of the address that holds the order. */
  readonly param: string;
  readonly columns: readonly SortColumn<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Stands in place of all cells but the first, e.g. why there are no figures; null: the row has its cells. */
  readonly insteadOf?: (row: Row) => ReactNode | null;
}

/** Beyond these, rows come on demand. */
const FIRST = 60;

/** A table whose order is in the address. Rows come in their own order until one is chosen. */
export function SortTable<Row>({
  label,
  testId,
  param,
  columns,
  rows,
  keyOf,
  insteadOf,
}: SortTableProps<Row>) {
  const [text, setText] = useQueryState(
    param,
    parseAsString.withDefault("").withOptions({ history: "replace" }),
  );
  const [all, setAll] = useState(false);
  const order = useMemo(() => orderOf(text), [text]);
  const sorted = useMemo(() => {
    const sortedBy = columns.find(({ id }) => id === order?.id)?.value;
    return order === null || sortedBy === undefined ? rows : inOrder(rows, sortedBy, order.descending);
  }, [rows, columns, order]);
  const shown = all ? sorted : sorted.slice(0, FIRST);
  const toggle = ({ id, numeric = false }: SortColumn<Row>) => {
    const first = numeric;
    if (order?.id !== id) return setText(orderText({ id, descending: first }));
    return setText(order.descending === first ? orderText({ id, descending: !first }) : null);
  };
  return (
    <>
      <ScrollRegion label={label} className="border-line border-t">
        <Table data-testid={testId}>
          <thead>
            <tr>
              {columns.map((column, index) => {
                const way =
                  order?.id === column.id ? (order.descending ? "descending" : "ascending") : undefined;
                const Icon = way === "ascending" ? ArrowUp : ArrowDown;
                return (
                  <Th
                    key={column.id}
                    numeric={column.numeric ?? false}
                    sticky={index === 0}
                    title={column.hint}
                    aria-sort={way}
                  >
                    {column.value === undefined ? (
                      column.header
                    ) : (
                      <button
                        type="button"
                        onClick={() => void toggle(column)}
                        className={cn(
                          "group relative inline-flex h-8 items-center hover:text-ink",
                          way !== undefined && "text-ink",
                        )}
                      >
                        {column.header}
                        <Icon
                          aria-hidden
                          className={cn(
                            "absolute size-3",
                            column.numeric ? "-left-3.5" : "-right-3.5",
                            way === undefined &&
                              "opacity-0 group-hover:opacity-50 group-focus-visible:opacity-50",
                          )}
                        />
                      </button>
                    )}
                  </Th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => {
              const instead = insteadOf?.(row) ?? null;
              const [first, ...others] = columns;
              return (
                <tr key={keyOf(row)} className="group">
                  {first === undefined ? null : (
                    <Td sticky className="group-last:border-b-0 group-hover:bg-sunken">
                      {first.cell(row)}
                    </Td>
                  )}
                  {instead === null ? (
                    others.map((column) => (
                      <Td
                        key={column.id}
                        numeric={column.numeric ?? false}
                        className="group-last:border-b-0 group-hover:bg-sunken"
                      >
                        {column.cell(row)}
                      </Td>
                    ))
                  ) : (
                    <Td
                      colSpan={others.length}
                      className="text-ink-2 group-last:border-b-0 group-hover:bg-sunken"
                    >
                      {instead}
                    </Td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </Table>
      </ScrollRegion>
      {shown.length < sorted.length ? (
        <div className="border-line border-t px-4 py-2">
          <Button size="sm" onClick={() => setAll(true)}>
            Show all {formatCount(sorted.length)}
          </Button>
        </div>
      ) : null}
    </>
  );
}
