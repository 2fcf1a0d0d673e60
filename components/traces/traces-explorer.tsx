"use client";

import { CircleSlash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useCallback, useMemo } from "react";
import { AnswerLine, AnswerSkeleton } from "@/components/panel/answer-line";
import { FilterBar } from "@/components/traces/filter-bar";
import { LoadLine } from "@/components/traces/load-line";
import { ResponseHistogram } from "@/components/traces/response-histogram";
import { Scatter } from "@/components/traces/scatter";
import { ScatterLegend } from "@/components/traces/scatter-legend";
import { useColdStarts } from "@/components/traces/use-cold-starts";
import { useTraces } from "@/components/traces/use-traces";
import { useTracesState } from "@/components/traces/use-traces-state";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";
import { useTarget } from "@/components/view/use-target";
import { useNavigation } from "@/components/view/view-navigation";
import { percentile } from "@/lib/base/statistics";
import { epochMs, MINUTE_MS } from "@/lib/base/time";
import { healthOfRate } from "@/lib/model/health-of-rate";
import type { TraceRow } from "@/lib/model/views/traces";
import { parseFilter } from "@/lib/traces/filter/parse-filter";
import { answerOfTraces } from "@/lib/traces/summaries/answer-of-traces";
import { comparisonOf, isInGroup } from "@/lib/traces/summaries/choose-sides";
import { annotationKeys, figuresOf } from "@/lib/traces/summaries/group-traces";
import { isInRegion } from "@/lib/traces/summaries/select-traces";
import type { TargetParams } from "@/lib/url/target-params";
import { absoluteRange } from "@/lib/url/time-range";
import { MOST_TRACES, type TracesParams, tracePath } from "@/lib/url/traces";

interface TracesExplorerProps {
  readonly fromMs: number;
  readonly toMs: number;
  /** When the page was made: a refreshed page reads anew. */
  readonly nowMs: number;
  readonly region: string;
  /** How many of all requests the traces stand for. */
  readonly coverage: ReactNode;
}

/** What stands below the charts comes with the first traces, not with the page. */
const ComparePanel = dynamic(() => import("@/components/traces/compare-panel").then((m) => m.ComparePanel));
const GroupsPanel = dynamic(() => import("@/components/traces/groups-panel").then((m) => m.GroupsPanel), {
  loading: () => <TablePlace />,
});
const TracesTable = dynamic(() => import("@/components/traces/traces-table").then((m) => m.TracesTable), {
  loading: () => <TablePlace />,
});

/** The traces that fit a filter: over time, by group, one by one; and what some of them have in common. */
export function TracesExplorer({ fromMs, toMs, nowMs, region, coverage }: TracesExplorerProps) {
  const { state, change } = useTracesState();
  const { change: navigate, go, href } = useNavigation();
  const { filter, cold, limit, select, pick, group } = state;
  const target = useTarget(region);
  const url = urlOf({ fromMs, toMs, target }, state);
  const { load, cancel, again } = useTraces(url, nowMs);
  const { rows, look } = useColdStarts(load.rows, region);
  const comparison = useMemo(() => comparisonOf(rows, state), [rows, state]);
  const selectedRows = useMemo(
    () =>
      select === null && pick === null
        ? null
        : rows.filter(
            (row) =>
              (select === null || isInRegion(row, select)) && (pick === null || isInGroup(row, group, pick)),
          ),
    [rows, select, pick, group],
  );
  const selectedIds = useMemo(
    () => (selectedRows === null ? null : new Set(selectedRows.map(({ traceId }) => traceId))),
    [selectedRows],
  );
  const suggestions = useMemo(
    () => ({
      services: [...new Set(rows.flatMap(({ services }) => services))].sort(),
      annotationKeys: annotationKeys(rows),
    }),
    [rows],
  );
  const zoom = useCallback(
    (a: number, b: number) => {
      const start = Math.floor(a / MINUTE_MS) * MINUTE_MS;
      const end = Math.max(start + MINUTE_MS, Math.ceil(b / MINUTE_MS) * MINUTE_MS);
      navigate({ ...absoluteRange(epochMs(start), epochMs(end)), select: null });
    },
    [navigate],
  );
  const open = useCallback((traceId: string) => go(href(tracePath(traceId))), [go, href]);
  const empty = rows.length === 0;
  const waiting = empty && load.phase === "loading";
  const filterBar = (
    <FilterBar
      filter={filter}
      cold={cold}
      suggestions={suggestions}
      onApply={(next) => change({ filter: next, select: null, pick: null, against: null })}
      onCold={(next) => change({ cold: next, select: null, pick: null, against: null })}
    />
  );
  if (url === null) {
    return (
      <div className="space-y-4">
        <AnswerLine panel={{ state: "ok", data: unreadable }} />
        {filterBar}
        {coverage}
      </div>
    );
  }

  return (
    <div className="space-y-4">
      {waiting ? <AnswerSkeleton /> : <Answer rows={rows} cold={cold} failed={load.phase === "failed"} />}
      {filterBar}
      <LoadLine
        load={load}
        fromMs={fromMs}
        toMs={toMs}
        limit={limit}
        onCancel={cancel}
        onAgain={again}
        onMore={limit >= MOST_TRACES ? null : () => change({ limit: Math.min(MOST_TRACES, limit * 10) })}
      />
      {coverage}
      {empty && !waiting ? (
        load.phase === "failed" ? null : (
          <NothingFound filter={filter} cold={cold} />
        )
      ) : (
        <>
          <div className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,1fr)]">
            <Panel
              title="Response time"
              actions={
                <>
                  <Button
                    size="sm"
                    variant="ghost"
                    disabled={empty}
                    onClick={() => change({ select: slowest(rows) })}
                  >
                    Select the slowest 5 %
                  </Button>
                  <Segmented
                    label="Scale"
                    value={state.scale}
                    options={scales}
                    onChange={(scale) => change({ scale })}
                  />
                </>
              }
            >
              {waiting ? (
                <div role="status" aria-label="Reading traces" className="px-4" style={{ height: 268 }}>
                  <Skeleton className="h-full" />
                </div>
              ) : (
                <Scatter
                  rows={rows}
                  fromMs={fromMs}
                  toMs={toMs}
                  log={state.scale === "log"}
                  selected={selectedIds}
                  select={select}
                  onSelect={(next) => change({ select: next })}
                  onZoom={zoom}
                  onOpen={open}
                />
              )}
              <ScatterLegend rows={rows} />
            </Panel>
            <Panel title="How long they took">
              <ResponseHistogram rows={selectedRows ?? rows} />
            </Panel>
          </div>
          {comparison === null ? null : (
            <ComparePanel
              comparison={comparison}
              onClose={() => change({ select: null, pick: null, against: null })}
            />
          )}
          {waiting ? (
            <TablePlace />
          ) : (
            <>
              <GroupsPanel rows={rows} state={state} change={change} />
              <TracesTable
                rows={selectedRows ?? rows}
                total={rows.length}
                sort={state.sort}
                onSort={(sort) => change({ sort })}
                onLook={look}
              />
            </>
          )}
        </>
      )}
    </div>
  );
}

const unreadable = {
  health: "unknown",
  sentence: "Nothing was asked of X-Ray: the filter expression cannot be read.",
} as const;

const scales = [
  { value: "log", label: "Log" },
  { value: "linear", label: "Linear" },
] as const;

/** null: the expression in the address cannot be read; the bar says why, and nothing is asked. */
function urlOf(
  { fromMs, toMs, target }: Pick<TracesExplorerProps, "fromMs" | "toMs"> & { readonly target: TargetParams },
  { filter, cold, limit }: Pick<TracesParams, "filter" | "cold" | "limit">,
): string | null {
  if (parseFilter(filter ?? "").problem !== null) return null;
  const search = new URLSearchParams({
    from: String(fromMs),
    to: String(toMs),
    ...target,
    limit: String(limit),
  });
  if (filter !== null) search.set("filter", filter);
  if (cold) search.set("cold", "true");
  return `/api/traces?${search}`;
}

function slowest(rows: readonly TraceRow[]) {
  const times = rows.flatMap(({ responseTimeMs }) => responseTimeMs ?? []);
  const starts = rows.map(({ startMs }) => startMs);
  return {
    fromMs: Math.floor(starts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)),
    toMs: Math.ceil(starts.reduce((a, b) => Math.max(a, b), 0)),
    minMs: percentile(times, 95) ?? 0,
    maxMs: Math.ceil(times.reduce((a, b) => Math.max(a, b), 0)),
  };
}

function TablePlace() {
  return (
    <div className="rounded-lg border border-line bg-surface">
      <TableSkeleton rows={8} label="Reading traces" />
    </div>
  );
}

interface AnswerProps {
  readonly rows: readonly TraceRow[];
  readonly cold: boolean;
  readonly failed: boolean;
}

function Answer({ rows, cold, failed }: AnswerProps) {
  const { faults, count } = figuresOf(rows);
  const unknown = failed && rows.length === 0;
  const data = unknown
    ? { health: "unknown" as const, sentence: "Cannot tell: the traces could not be read." }
    : {
        health: healthOfRate(faults, count),
        sentence: cold ? `Of those with a cold start: ${answerOfTraces(rows)}` : answerOfTraces(rows),
      };
  return <AnswerLine panel={{ state: "ok", data }} />;
}

function NothingFound({ filter, cold }: { readonly filter: string | null; readonly cold: boolean }) {
  if (cold) {
    return (
      <Notice
        icon={CircleSlash2}
        tone="neutral"
        title="No trace with a cold start"
        nextStep="X-Ray has a part of the requests only; Logs finds the cold start of every request. Or choose a longer window."
        className="rounded-lg border border-line bg-surface"
      >
        No trace of this window{filter === null ? "" : " that fits the filter"} is known to have waited for a
        function to start.
      </Notice>
    );
  }
  return (
    <Notice
      icon={CircleSlash2}
      tone="neutral"
      title="No traces"
      nextStep={
        filter === null
          ? "Choose a longer window; or switch on active tracing for functions and X-Ray tracing for the stages of REST APIs."
          : "Loosen the filter, or choose a longer window. What X-Ray did not sample cannot be found here; the logs have all requests."
      }
      className="rounded-lg border border-line bg-surface"
    >
      {filter === null
        ? "X-Ray has no trace of this window."
        : "X-Ray has no trace of this window that fits the filter."}
    </Notice>
  );
}
