"use client";

import { type Column, flexRender, type Header } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import { cn } from "@/components/ui/class-names";
import { Th } from "@/components/ui/table";

/** A column's head; a click sorts by it, a third one goes back to the table's own order. */
export function SortHeader<T>({
  header,
  sticky,
}: {
  readonly header: Header<T, unknown>;
  readonly sticky: boolean;
}) {
  const { column } = header;
  const { numeric = false, hint } = column.columnDef.meta ?? {};
  const name = flexRender(column.columnDef.header, header.getContext());
  return (
    <Th
      numeric={numeric}
      sticky={sticky}
      aria-sort={ariaSort(column)}
      title={hint}
      className={cn("sticky top-0 z-[2] px-2", sticky && "z-[3]")}
    >
      {column.getCanSort() ? (
        <button
          type="button"
          onClick={column.getToggleSortingHandler()}
          className={cn(
            "group relative inline-flex h-8 items-center hover:text-ink",
            column.getIsSorted() && "text-ink",
          )}
        >
          {name}
          <SortMark column={column} numeric={numeric} />
        </button>
      ) : (
        name
      )}
    </Th>
  );
}

interface SortMarkProps<T> {
  readonly column: Column<T, unknown>;
  readonly numeric: boolean;
}

/** Hangs beside the name without taking room, so that heads stay in line with their figures. */
function SortMark<T>({ column, numeric }: SortMarkProps<T>) {
  const sorted = column.getIsSorted();
  const Icon = sorted === "asc" ? ArrowUp : ArrowDown;
  return (
    <Icon
      className={cn(
        "absolute size-3",
        numeric ? "-left-3.5" : "-right-3.5",
        sorted ? "" : "opacity-0 group-hover:opacity-50 group-focus-visible:opacity-50",
      )}
      aria-hidden
    />
  );
}

function ariaSort<T>(column: Column<T, unknown>): "ascending" | "descending" | undefined {
  const sorted = column.getIsSorted();
  return sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : undefined;
}
