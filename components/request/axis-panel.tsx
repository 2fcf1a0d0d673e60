"use client";

import { Fragment, useState } from "react";
import { axisTicks } from "@/components/request/axis-ticks";
import { cn } from "@/components/ui/class-names";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Segmented } from "@/components/ui/segmented";
import { StatusIcon } from "@/components/ui/status";
import { formatDuration } from "@/lib/base/format-duration";
import type { AxisRow } from "@/lib/model/views/request";

interface AxisPanelProps {
  readonly rows: readonly AxisRow[];
  /** When the API request was answered; what comes later nobody waited for. */
  readonly answeredMs: number | null;
  readonly startMs: number | null;
}

const extents = [
  { value: "answer", label: "Until the answer" },
  { value: "all", label: "Everything" },
] as const;

/** All of the request on one time axis: gateway, waits, cold starts, attempts, calls. */
export function AxisPanel({ rows, answeredMs, startMs }: AxisPanelProps) {
  const [extent, setExtent] = useState<"answer" | "all">("all");
  if (rows.length === 0 || startMs === null) return null;
  const lastMs = Math.max(...rows.map((row) => row.endMs));
  const choice = answeredMs !== null && lastMs - startMs > 3 * (answeredMs - startMs);
  const shown = choice && extent === "answer" ? rows.filter((row) => row.startMs <= (answeredMs ?? 0)) : rows;
  const fromMs = Math.min(startMs, ...shown.filter(({ kind }) => kind !== "init").map((row) => row.startMs));
  const toMs = choice && extent === "answer" ? (answeredMs ?? lastMs) : lastMs;
  const spanMs = Math.max(1, toMs - fromMs);
  const ticks = axisTicks(fromMs - startMs, toMs - startMs);
  return (
    <Panel
      title="Time axis"
      hint={`${formatDuration(spanMs)} from the first to the last`}
      actions={
        choice ? (
          <Segmented label="Shown time" options={extents} value={extent} onChange={setExtent} />
        ) : undefined
      }
    >
      <ScrollRegion label="Time axis of the request" className="border-line border-t">
        <table
          className="w-full min-w-[640px] max-sm:min-w-0 table-fixed border-separate border-spacing-0 text-sm"
          data-testid="request-axis"
        >
          <caption className="sr-only">Parts of the request, when each began and how long it took</caption>
          <colgroup>
            <col className="w-64 max-sm:w-36" />
            <col className="w-24 max-sm:hidden" />
            <col className="w-24 max-sm:w-16" />
            <col />
          </colgroup>
          <thead>
            <tr className="text-ink-3 text-xs">
              <th scope="col" className="h-8 px-4 text-left font-medium">
                Part
              </th>
              <th scope="col" className="px-2 text-right font-medium max-sm:hidden">
                After
              </th>
              <th scope="col" className="px-2 text-right font-medium">
                Took
              </th>
              <th scope="col" className="relative px-3 text-left font-medium">
                <span className="sr-only">Time axis</span>
                <div className="relative mx-1 h-8" aria-hidden>
                  {ticks.map((tick) => {
                    const share = (tick + startMs - fromMs) / spanMs;
                    return (
                      <span
                        key={tick}
                        className={cn(
                          "absolute top-2 whitespace-nowrap max-sm:not-first:hidden",
                          share < 0.04 ? "" : share > 0.96 ? "-translate-x-full" : "-translate-x-1/2",
                        )}
                        style={{ left: `${share * 100}%` }}
                      >
                        {formatDuration(tick)}
                      </span>
                    );
                  })}
                </div>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Fragment key={row.key}>
                <Row row={row} startMs={startMs} fromMs={fromMs} spanMs={spanMs} />
              </Fragment>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  );
}

interface RowProps {
  readonly row: AxisRow;
  readonly startMs: number;
  readonly fromMs: number;
  readonly spanMs: number;
}

function Row({ row, startMs, fromMs, spanMs }: RowProps) {
  const left = clamp(((row.startMs - fromMs) / spanMs) * 100);
  const right = clamp(((row.endMs - fromMs) / spanMs) * 100);
  return (
    <tr data-kind={row.kind} data-testid="axis-row" className="group">
      <td className="h-8 truncate border-line border-t pr-2" style={{ paddingLeft: 16 + row.depth * 14 }}>
        <span className="flex min-w-0 items-center gap-1.5" title={`${row.label}: ${row.detail}`}>
          {row.health === "critical" || row.health === "warning" ? (
            <StatusIcon level={row.health} className="[&_svg]:size-3.5" />
          ) : null}
          <span
            className={cn(
              "truncate",
              row.kind === "span" || row.kind.includes("wait") ? "text-ink-2" : "font-medium",
            )}
          >
            {row.label}
          </span>
          {row.certainty === "inferred" ? (
            <span className="shrink-0 text-2xs text-ink-3">inferred</span>
          ) : null}
        </span>
      </td>
      <td className="border-line border-t px-2 text-right text-ink-2 tabular-nums max-sm:hidden">
        {formatOffset(row.startMs - startMs)}
      </td>
      <td className="border-line border-t px-2 text-right tabular-nums">
        {row.open ? "open" : formatDuration(row.endMs - row.startMs)}
      </td>
      <td className="border-line border-t px-3">
        <div className="relative mx-1 h-5">
          <div
            className={cn("absolute top-1 h-3 min-w-[3px] rounded-sm", barLook(row))}
            style={{ left: `${left}%`, width: `max(3px, ${Math.max(0, right - left)}%)` }}
          />
        </div>
      </td>
    </tr>
  );
}

/** As in a trace: colour is status, hatching a cold start, a dashed outline waiting. */
function barLook({ kind, health, open, certainty }: AxisRow): string {
  return cn(
    fillOf(kind, health === "critical"),
    open && "rounded-r-none border-r-2 border-r-ink border-dashed",
    certainty === "inferred" && "opacity-60",
  );
}

function fillOf(kind: AxisRow["kind"], failing: boolean): string {
  if (kind === "wait" || kind === "retry-wait") return "border border-ink-3 border-dashed";
  if (kind === "init") return "cold-hatch border border-ink-2 text-ink-2";
  if (failing) return "bg-critical";
  return kind === "span" ? "border border-ink-3 bg-ink-3/25" : "bg-ink-3/60";
}

function formatOffset(ms: number): string {
  return ms < 0 ? `−${formatDuration(-ms)}` : `+${formatDuration(ms)}`;
}

function clamp(percent: number): number {
  return Math.min(100, Math.max(0, percent));
}
