"use client";

import { ChevronDown, ChevronRight, Maximize2 } from "lucide-react";
import { memo } from "react";
import { Cell } from "@/components/logs/cell";
import { formatLogDayTime, formatLogTime } from "@/components/logs/log-time";
import { ColdMark, ColdSign, RequestStatusMark } from "@/components/logs/marks";
import type { RequestRow } from "@/components/logs/protocol";
import { RequestLink } from "@/components/logs/request-link";
import type { Column } from "@/components/logs/virtual-list";
import { cn } from "@/components/ui/class-names";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, NO_DATA } from "@/lib/base/format-number";
import type { Zone } from "@/lib/base/format-time";

/** Columns come with room: four on a phone, the first error beside an open panel, all on a wide screen. */
const fromWide = "@max-5xl:hidden";
const fromMedium = "@max-xl:hidden";

export const requestColumns: readonly Column[] = [
  { label: "Start" },
  { label: "Request" },
  { label: "Status" },
  { label: "Duration", className: "text-right" },
  { label: "Cold start", className: fromWide },
  { label: "Memory", className: `text-right ${fromWide}` },
  { label: "Lines", className: `text-right ${fromWide}` },
  { label: "First error", className: fromMedium },
];

export const requestTemplate =
  "gap-x-2 @xl:gap-x-3 grid-cols-[112px_minmax(0,1fr)_60px_56px] @xl:grid-cols-[112px_minmax(120px,200px)_100px_68px_minmax(0,1fr)] @5xl:grid-cols-[112px_minmax(160px,1fr)_112px_72px_144px_104px_44px_minmax(0,1.6fr)]";

interface RequestCellsProps {
  readonly row: RequestRow | undefined;
  readonly open: boolean;
  readonly zone: Zone;
  readonly withDay: boolean;
}

const cell = "min-w-0 truncate";

/** Drawn once for each row that comes into view, not with each step of the scroll. */
export const RequestCells = memo(function RequestCells({ row, open, zone, withDay }: RequestCellsProps) {
  if (!row) return <Cell className="h-3 w-24 rounded-sm bg-sunken" />;
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <>
      <Cell className="flex min-w-0 items-center gap-1">
        <button
          type="button"
          tabIndex={-1}
          aria-expanded={open}
          aria-label={`${open ? "Close" : "Open"} request ${row.requestId}`}
          className="-ml-1 inline-flex size-5 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:text-ink"
        >
          <Chevron className="size-3.5" aria-hidden />
        </button>
        <time dateTime={new Date(row.startMs).toISOString()} className="truncate">
          {withDay ? formatLogDayTime(row.startMs, zone) : formatLogTime(row.startMs, zone)}
        </time>
      </Cell>
      <Cell className={cell} title={row.detail ?? undefined}>
        {row.requestId === "" ? null : (
          <RequestLink
            requestId={row.requestId}
            atMs={row.startMs}
            className="mr-1.5 inline-flex align-[-2px] text-ink-3 hover:text-ink"
          >
            <Maximize2 className="size-3" aria-hidden />
          </RequestLink>
        )}
        <span className="@5xl:hidden">
          <ColdSign row={row} />
        </span>
        <span className="font-medium">{row.subject}</span>
        {row.detail ? <span className="text-ink-3"> {row.detail}</span> : null}
        {row.attempts > 1 ? (
          <span className="text-ink-3">
            {" "}
            attempt {row.attempt} of {row.attempts}
          </span>
        ) : null}
      </Cell>
      <Cell className={cell}>
        <RequestStatusMark row={row} />
      </Cell>
      <Cell className={cn(cell, "text-right")}>{formatDuration(row.durationMs)}</Cell>
      <Cell className={cn(cell, fromWide)}>
        <ColdMark row={row} />
      </Cell>
      <Cell className={cn(cell, "text-right", fromWide)}>{memoryText(row)}</Cell>
      <Cell className={cn(cell, "text-right text-ink-3", fromWide)} title={cutText(row)}>
        {formatCount(row.lineCount)}
        {row.cutStart || row.cutEnd ? "…" : ""}
      </Cell>
      <Cell className={cn(cell, "text-critical", fromMedium)} data-first-error>
        {row.firstError ?? ""}
      </Cell>
    </>
  );
});

function memoryText({ maxMemoryUsedMb, memorySizeMb }: RequestRow): string {
  if (maxMemoryUsedMb === null) return memorySizeMb === null ? NO_DATA : `– / ${memorySizeMb} MB`;
  return `${maxMemoryUsedMb} / ${memorySizeMb ?? "?"} MB`;
}

function cutText({ cutStart, cutEnd }: RequestRow): string | undefined {
  if (cutStart && cutEnd) return "Beginning and end lie outside of what was read";
  if (cutStart) return "Its beginning lies outside of what was read, or is not logged";
  if (cutEnd) return "Its end lies outside of what was read, or is not logged";
  return undefined;
}
