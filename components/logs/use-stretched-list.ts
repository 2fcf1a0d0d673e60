"use client";

import { observeElementOffset, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useReducer, useState } from "react";
import { StretchedRows } from "@/components/logs/stretched-rows";

/** A row on screen: its place in the list, and in pixels from the top of the scroll range. */
export interface ListItem {
  readonly row: number;
  readonly startPx: number;
}

interface StretchedList {
  readonly items: readonly ListItem[];
  readonly totalPx: number;
  /** Scrolls by as little as needed to show a row. */
  readonly reveal: (row: number) => void;
  /** Whether the list's last row is the range's. */
  readonly endsHere: () => boolean;
}

/** The rows in view, and a few around them, of a list of any length. */
export function useStretchedList(
  frame: RefObject<HTMLDivElement | null>,
  count: number,
  rowPx: number,
  padPx: number,
): StretchedList {
  const [rows] = useState(() => new StretchedRows(rowPx));
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const virtualizer = useVirtualizer({
    count: rows.resize(count),
    getScrollElement: () => frame.current,
    estimateSize: () => rowPx,
    overscan: 12,
    paddingStart: padPx,
    observeElementOffset: (instance, notify) =>
      observeElementOffset(instance, (offset, scrolling) => {
        const box = instance.scrollElement;
        if (box) {
          const maxTop = box.scrollHeight - box.clientHeight;
          rows.scrolled(offset, maxTop, box.clientHeight);
          const top = rows.anchor(maxTop, !scrolling);
          if (top !== null) box.scrollTop = top;
        }
        notify(offset, scrolling);
      }),
  });
  const reveal = useCallback(
    (row: number) => {
      const box = frame.current;
      const top = box ? rows.reveal(row, box.clientHeight, padPx) : null;
      if (box === null || top === null) return;
      const before = box.scrollTop;
      box.scrollTop = top;
      // Without a movement there is no scroll event to draw the other rows at the same place.
      if (box.scrollTop !== before) return;
      rows.scrolled(before, box.scrollHeight - box.clientHeight, box.clientHeight);
      redraw();
    },
    [frame, rows, padPx],
  );
  return {
    items: virtualizer
      .getVirtualItems()
      .map(({ index, start }) => ({ row: rows.rowOf(index), startPx: start })),
    totalPx: virtualizer.getTotalSize(),
    reveal,
    endsHere: useCallback(() => rows.endsHere, [rows]),
  };
}
