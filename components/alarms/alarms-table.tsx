"use client";

import { ArrowDown, ArrowUp, BellOff } from "lucide-react";
import type { ReactNode } from "react";
import { AlarmLink } from "@/components/alarms/alarm-link";
import { AlarmStateBadge } from "@/components/alarms/alarm-state-badge";
import { StateStrip } from "@/components/alarms/state-strip";
import { WatchedLinks } from "@/components/alarms/watched-links";
import { cn } from "@/components/ui/class-names";
import { InstantText } from "@/components/ui/instant";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import type { AlarmColumn, AlarmOrder } from "@/lib/alarms/order";
import { NO_DATA } from "@/lib/base/format-number";
import type { AlarmRow } from "@/lib/model/views/alarms";

interface AlarmsTableProps {
  readonly label: string;
  readonly rows: readonly AlarmRow[];
  readonly fromMs: number;
  readonly toMs: number;
  /** null: the heads do not sort. */
  readonly order: AlarmOrder | null;
  readonly onOrder: ((column: AlarmColumn) => void) | null;
}

const heads: readonly { readonly column: AlarmColumn; readonly text: string; readonly hint?: string }[] = [
  { column: "name", text: "Alarm" },
  { column: "state", text: "State", hint: "Now, whatever the time range" },
  { column: "watches", text: "Watches" },
  { column: "condition", text: "In alarm when" },
  { column: "since", text: "Since" },
  { column: "fired", text: "In this window", hint: "Its states over the time range, and how often it fired" },
];

/** One row an alarm: state, what it watches, when it fires, since when it is as it is, and what it did. */
export function AlarmsTable({ label, rows, fromMs, toMs, order, onOrder }: AlarmsTableProps) {
  return (
    <ScrollRegion label={label} className="border-line border-t">
      <Table data-testid="alarms-table">
        <thead>
          <tr>
            {heads.map(({ column, text, hint }, index) => (
              <Head
                key={column}
                hint={hint}
                sticky={index === 0}
                way={order?.column === column ? (order.descending ? "descending" : "ascending") : undefined}
                onClick={onOrder && (() => onOrder(column))}
              >
                {text}
              </Head>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className="group" data-alarm={row.name}>
              <Td sticky className="max-w-[44vw] group-last:border-b-0 group-hover:bg-sunken sm:max-w-72">
                <AlarmLink
                  name={row.name}
                  className="block truncate font-medium hover:underline"
                  title={row.description === null ? row.name : `${row.name}: ${row.description}`}
                >
                  {row.name}
                </AlarmLink>
              </Td>
              <Cell>
                <span className="inline-flex items-center gap-1.5">
                  <AlarmStateBadge state={row.state} />
                  {row.silent ? (
                    <span title="Nobody is told: no action, or actions switched off">
                      <BellOff className="size-3.5 text-ink-3" role="img" aria-label="Tells nobody" />
                    </span>
                  ) : null}
                </span>
              </Cell>
              <Cell>
                <WatchedLinks watches={row.watches} />
              </Cell>
              <Cell>
                <span
                  className="line-clamp-2 w-max max-w-60 text-pretty whitespace-normal"
                  title={row.condition}
                >
                  {row.condition}
                </span>
              </Cell>
              <Cell className="text-ink-2">
                {row.sinceMs === null ? NO_DATA : <InstantText ms={row.sinceMs} />}
              </Cell>
              <Cell>
                <span className="flex items-center gap-2">
                  <StateStrip states={row.states} fromMs={fromMs} toMs={toMs} className="w-24 shrink-0" />
                  <FiredText row={row} />
                </span>
              </Cell>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}

/** How often it fired, or that nobody knows. */
function FiredText({ row: { fired, changes } }: { readonly row: AlarmRow }) {
  if (fired === null || changes === null) return <span className="text-ink-3">not known</span>;
  if (fired > 0) return <span>fired {fired}×</span>;
  return (
    <span className="text-ink-3">
      {changes === 0 ? "no change" : `${changes} change${changes === 1 ? "" : "s"}`}
    </span>
  );
}

function Cell({ children, className }: { readonly children: ReactNode; readonly className?: string }) {
  return <Td className={cn("group-last:border-b-0 group-hover:bg-sunken", className)}>{children}</Td>;
}

interface HeadProps {
  readonly hint: string | undefined;
  readonly sticky: boolean;
  readonly way: "ascending" | "descending" | undefined;
  readonly onClick: (() => void) | null;
  readonly children: string;
}

function Head({ hint, sticky, way, onClick, children }: HeadProps) {
  const Icon = way === "ascending" ? ArrowUp : ArrowDown;
  return (
    <Th sticky={sticky} title={hint} aria-sort={way}>
      {onClick === null ? (
        children
      ) : (
        <button
          type="button"
          onClick={onClick}
          className={cn(
            "group relative inline-flex h-8 items-center hover:text-ink",
            way !== undefined && "text-ink",
          )}
        >
          {children}
          <Icon
            aria-hidden
            className={cn(
              "absolute -right-3.5 size-3",
              way === undefined && "opacity-0 group-hover:opacity-50 group-focus-visible:opacity-50",
            )}
          />
        </button>
      )}
    </Th>
  );
}
