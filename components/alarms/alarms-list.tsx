"use client";

import { ChevronRight, Search } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { AlarmsTable } from "@/components/alarms/alarms-table";
import { Panel } from "@/components/ui/panel";
import { Segmented } from "@/components/ui/segmented";
import { matchesAlarm } from "@/lib/alarms/filter";
import { type AlarmColumn, inOrder, orderOf, orderText } from "@/lib/alarms/order";
import { formatCount } from "@/lib/base/format-number";
import { type AlarmState, alarmStates } from "@/lib/model/alarm";
import type { AlarmTable } from "@/lib/model/views/alarms";

const parsers = {
  q: parseAsString.withDefault(""),
  state: parseAsStringLiteral(alarmStates),
  sort: parseAsString.withDefault(""),
};

const shortWords = {
  ALARM: "In alarm",
  OK: "OK",
  INSUFFICIENT_DATA: "No data",
} as const satisfies Record<AlarmState, string>;

interface AlarmsListProps {
  readonly table: AlarmTable;
  readonly fromMs: number;
  readonly toMs: number;
}

/** All alarms, filtered and sorted as the address says. Those of other services are folded away. */
export function AlarmsList({ table, fromMs, toMs }: AlarmsListProps) {
  const [{ q, state, sort }, set] = useQueryStates(parsers, { shallow: true, history: "replace" });
  const order = useMemo(() => orderOf(sort), [sort]);
  const shown = useMemo(
    () =>
      inOrder(
        table.alarms.filter((row) => matchesAlarm(row, q, state)),
        order,
      ),
    [table, q, state, order],
  );
  const others = table.otherAlarms.filter((row) => matchesAlarm(row, q, state));
  const all = table.alarms.length;
  const hasFilter = q !== "" || state !== null;
  const onOrder = (column: AlarmColumn) => {
    const first = column === "since" || column === "fired";
    if (order?.column !== column) return set({ sort: orderText({ column, descending: first }) });
    return set({ sort: order.descending === first ? orderText({ column, descending: !first }) : null });
  };
  const countOf = (one: AlarmState) => table.alarms.filter((row) => row.state === one).length;
  return (
    <Panel
      id="alarms"
      title="Alarms"
      hint={hasFilter ? `${formatCount(shown.length)} of ${formatCount(all)}` : formatCount(all)}
      actions={
        <div className="flex flex-wrap items-center gap-2">
          <Segmented
            label="State"
            value={state ?? "all"}
            options={[
              { value: "all" as const, label: "All" },
              ...alarmStates.map((value) => ({ value, label: `${shortWords[value]} ${countOf(value)}` })),
            ]}
            onChange={(value) => void set({ state: value === "all" ? null : value })}
          />
          <label className="relative flex items-center">
            <Search className="pointer-events-none absolute left-2 size-3.5 text-ink-3" aria-hidden />
            <span className="sr-only">Filter alarms</span>
            <input
              type="search"
              value={q}
              onChange={(event) => void set({ q: event.target.value })}
              placeholder="Filter"
              className="h-7 w-36 rounded-md border border-control-line bg-surface pr-2 pl-7 text-xs placeholder:text-ink-3"
            />
          </label>
        </div>
      }
    >
      {shown.length > 0 ? (
        <AlarmsTable
          label="Alarms of Lambda and API Gateway"
          rows={shown}
          fromMs={fromMs}
          toMs={toMs}
          order={order}
          onOrder={(column) => void onOrder(column)}
        />
      ) : (
        <p className="border-line border-t px-4 py-6 text-ink-2">
          {all === 0 ? "There is no alarm on Lambda or API Gateway in this region." : "No alarm matches. "}
          {hasFilter && all > 0 ? (
            <button type="button" className="underline" onClick={() => void set({ q: null, state: null })}>
              Show all {formatCount(all)}
            </button>
          ) : null}
        </p>
      )}
      {others.length > 0 ? (
        <details className="group/others border-line border-t" data-testid="other-alarms">
          <summary className="flex min-h-9 cursor-pointer items-center gap-2 px-4 text-ink-2 hover:text-ink">
            <ChevronRight className="size-3.5 group-open/others:rotate-90" aria-hidden />
            Other alarms: {formatCount(others.length)}
            <span className="text-ink-3 text-xs">of services that this dashboard does not read</span>
          </summary>
          <AlarmsTable
            label="Other alarms"
            rows={others}
            fromMs={fromMs}
            toMs={toMs}
            order={null}
            onOrder={null}
          />
        </details>
      ) : null}
    </Panel>
  );
}
