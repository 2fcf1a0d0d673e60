"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { ChartSpec } from "@/components/charts/chart-spec";
import { CursorStore } from "@/components/charts/cursor-store";
import { MarkerStore } from "@/components/charts/marker-store";

export interface ChartGroupValue {
  readonly cursor: CursorStore;
  readonly markers: MarkerStore;
  readonly fromMs: number;
  readonly toMs: number;
  /** The reader dragged over a part of the time axis. */
  readonly onZoom: (fromMs: number, toMs: number) => void;
  /** Shows the requests of a range; null where there are none to show. */
  readonly onRequests: ((fromMs: number, toMs: number, spec: ChartSpec) => void) | null;
  /** Goes to a marker's address; null: the browser does. */
  readonly onOpen: ((href: string) => void) | null;
}

const GroupContext = createContext<ChartGroupValue | null>(null);

interface ChartGroupProps {
  readonly fromMs: number;
  readonly toMs: number;
  readonly onZoom: (fromMs: number, toMs: number) => void;
  readonly onRequests?: ChartGroupValue["onRequests"];
  readonly onOpen?: ChartGroupValue["onOpen"];
  readonly children: ReactNode;
}

/** Charts inside share one time axis, one cursor and one selection. */
export function ChartGroup({
  fromMs,
  toMs,
  onZoom,
  onRequests = null,
  onOpen = null,
  children,
}: ChartGroupProps) {
  const [cursor] = useState(() => new CursorStore((run) => requestAnimationFrame(run)));
  const [markers] = useState(() => new MarkerStore());
  const value = useMemo(
    () => ({ cursor, markers, fromMs, toMs, onZoom, onRequests, onOpen }),
    [cursor, markers, fromMs, toMs, onZoom, onRequests, onOpen],
  );
  useEffect(() => {
    const cancel = (event: KeyboardEvent) => {
      if (event.key === "Escape" && cursor.get().timeMs !== null) cursor.clear();
    };
    window.addEventListener("keydown", cancel);
    return () => window.removeEventListener("keydown", cancel);
  }, [cursor]);
  return <GroupContext value={value}>{children}</GroupContext>;
}

export function useChartGroup(): ChartGroupValue {
  const group = useContext(GroupContext);
  if (!group) throw new Error("A time series chart needs a ChartGroup around it");
  return group;
}
