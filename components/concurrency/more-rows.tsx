"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";

interface MoreRowsProps {
  readonly rest: number;
  readonly columns: number;
  /** Rows that come on demand. */
  readonly children: ReactNode;
}

/** Rows below the first ones of a table: shown when asked for. */
export function MoreRows({ rest, columns, children }: MoreRowsProps) {
  const [shown, setShown] = useState(false);
  if (shown) return children;
  return (
    <tr>
      <td colSpan={columns} className="px-4 py-1.5">
        <Button size="sm" variant="ghost" onClick={() => setShown(true)}>
          Show {rest} more
        </Button>
      </td>
    </tr>
  );
}
