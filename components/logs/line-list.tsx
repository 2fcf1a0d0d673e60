"use client";

import { type KeyboardEvent, memo, useCallback, useEffect, useState } from "react";
import { Cell } from "@/components/logs/cell";
import { AttributionMark, LineText } from "@/components/logs/line-cells";
import type { LogClient } from "@/components/logs/log-client";
import { formatLogDayTime, formatLogTime } from "@/components/logs/log-time";
import { LevelMark } from "@/components/logs/marks";
import type { LineRow, QueryResult } from "@/components/logs/protocol";
import { useRows } from "@/components/logs/use-rows";
import { type Column, VirtualList } from "@/components/logs/virtual-list";
import { cn } from "@/components/ui/class-names";
import { useZone } from "@/components/ui/zone-context";
import type { Zone } from "@/lib/base/format-time";

const ROW_PX = 24;
const fromMedium = "@max-xl:hidden";
const columns: readonly Column[] = [
  { label: "Time" },
  { label: "Level" },
  { label: "Source", className: fromMedium },
  { label: "Message" },
  { label: "Request", className: `text-right ${fromMedium}` },
];
const template =
  "gap-x-3 grid-cols-[88px_40px_minmax(0,1fr)] @xl:grid-cols-[96px_44px_110px_minmax(0,1fr)_54px] @5xl:grid-cols-[140px_48px_150px_minmax(0,1fr)_56px]";

interface LineListProps {
  readonly client: LogClient;
  readonly result: QueryResult;
  readonly withDay: boolean;
  readonly selected: number | null;
  readonly onLine: (line: number | null) => void;
  /** Place to show at once: a permalink's line. */
  readonly focusPlace: number | null;
  readonly follow: boolean;
}

/** Every line, merged over all sources. */
export function LineList({ client, result, withDay, selected, onLine, focusPlace, follow }: LineListProps) {
  const zone = useZone();
  const rows = useRows(client, "lines");
  const [active, setActive] = useState(-1);
  useEffect(() => {
    if (focusPlace !== null) setActive(focusPlace);
  }, [focusPlace]);
  const onRange = useCallback(
    (first: number, last: number) => rows.want(first, last, result.version),
    [rows, result.version],
  );
  const choose = (index: number) => {
    setActive(index);
    if (selected !== null) onLine(rows.get(index)?.line ?? null);
  };
  const press = (index: number) => {
    setActive(index);
    onLine(rows.get(index)?.line ?? null);
  };
  const onKey = (event: KeyboardEvent, index: number) => {
    if (event.key === "Escape") onLine(null);
    else if (event.key === "Enter" && index >= 0) press(index);
    else return;
    event.preventDefault();
  };
  return (
    <VirtualList
      label="Lines"
      testId="lines"
      count={result.count}
      rowPx={ROW_PX}
      columns={columns}
      template={template}
      active={active}
      onActive={choose}
      onPress={press}
      marked={(index) => selected !== null && rows.get(index)?.line === selected}
      onKey={onKey}
      onRange={onRange}
      follow={follow}
    >
      {(index) => {
        const row = rows.get(index);
        return row ? (
          <LineCells row={row} zone={zone} withDay={withDay} />
        ) : (
          <Cell className="h-3 w-24 rounded-sm bg-sunken" />
        );
      }}
    </VirtualList>
  );
}

interface LineCellsProps {
  readonly row: LineRow;
  readonly zone: Zone;
  readonly withDay: boolean;
}

/** Drawn once for each row that comes into view, not with each step of the scroll. */
const LineCells = memo(function LineCells({ row, zone, withDay }: LineCellsProps) {
  return (
    <>
      <Cell className="truncate text-ink-2">
        <time dateTime={new Date(row.timeMs).toISOString()}>
          {withDay ? formatLogDayTime(row.timeMs, zone) : formatLogTime(row.timeMs, zone)}
        </time>
      </Cell>
      <Cell>
        <LevelMark level={row.level} />
      </Cell>
      <Cell className={cn("truncate text-ink-3", fromMedium)}>{row.source}</Cell>
      <Cell className="flex min-w-0">
        <LineText row={row} />
      </Cell>
      <Cell className={cn("text-right", fromMedium)}>
        <AttributionMark row={row} />
      </Cell>
    </>
  );
});
