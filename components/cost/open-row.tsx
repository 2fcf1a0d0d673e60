"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { cn } from "@/components/ui/class-names";
import { Td } from "@/components/ui/table";

interface OpenRowProps {
  /** The first cell, which opens the row. */
  readonly label: ReactNode;
  /** What opening it shows, for those who do not see the row: `How Requests comes about`. */
  readonly opens: string;
  readonly columns: number;
  /** The other cells. */
  readonly cells: ReactNode;
  readonly children: ReactNode;
  readonly testId?: string;
}

/** A row of a table that unfolds below itself. */
export function OpenRow({ label, opens, columns, cells, children, testId }: OpenRowProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <tr data-testid={testId}>
        <Td sticky>
          <span className="flex items-center gap-1">
            <button
              type="button"
              aria-expanded={open}
              aria-controls={open ? id : undefined}
              aria-label={opens}
              onClick={() => setOpen(!open)}
              className="-ml-1.5 inline-flex size-6 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
            >
              <ChevronRight className={cn("size-4 transition-transform", open && "rotate-90")} aria-hidden />
            </button>
            {label}
          </span>
        </Td>
        {cells}
      </tr>
      {open ? (
        <tr id={id}>
          <td colSpan={columns} className="border-line border-b bg-sunken py-2 pr-4 pl-9">
            <div className="max-w-[calc(100vw-5rem)]">{children}</div>
          </td>
        </tr>
      ) : null}
    </>
  );
}
