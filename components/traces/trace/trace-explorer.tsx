"use client";

import { useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
import { ColumnHandle } from "@/components/traces/trace/column-handle";
import { FlameGraph } from "@/components/traces/trace/flame-graph";
import { Minimap } from "@/components/traces/trace/minimap";
import { SpanPanel } from "@/components/traces/trace/span-panel";
import { SpanTable } from "@/components/traces/trace/span-table";
import { TraceKeys, TraceToolbar } from "@/components/traces/trace/trace-toolbar";
import { useNameWidth } from "@/components/traces/trace/use-name-width";
import { useNarrow } from "@/components/traces/trace/use-narrow";
import { useSpanLogs } from "@/components/traces/trace/use-span-logs";
import { useTraceScreen } from "@/components/traces/trace/use-trace-screen";
import { Waterfall } from "@/components/traces/trace/waterfall";
import type { KeyAction } from "@/components/traces/trace/waterfall-keys";
import type { SpanColumns } from "@/lib/model/views/spans";
import { findSpans, nextFind } from "@/lib/traces/show/find-spans";
import { spanTreeOf } from "@/lib/traces/show/span-tree";
import { isWhole, readView, viewAround, wholeView, writeView } from "@/lib/traces/show/time-view";
import { type Folding, toggle, unfoldTo, visibleRows } from "@/lib/traces/show/visible-rows";

interface TraceExplorerProps {
  readonly traceId: string;
  readonly region: string;
  readonly startMs: number;
  readonly durationMs: number;
  /** SpanColumns as JSON: one string crosses from server to browser faster than 100,000 numbers. */
  readonly columns: string;
}

/** The spans of one trace: as a waterfall, a table or a flame graph, with the details of one beside them. */
export function TraceExplorer({ traceId, region, startMs, durationMs, columns }: TraceExplorerProps) {
  const tree = useMemo(() => spanTreeOf(parseColumns(columns), durationMs), [columns, durationMs]);
  const [screen, change] = useTraceScreen();
  const [folding, setFolding] = useState<Folding>({ level: screen.level, toggled: new Set() });
  const [active, setActive] = useState(-1);
  const [logs, toggleLogs] = useSpanLogs(tree, startMs, region);
  const width = useNameWidth();
  const narrow = useNarrow();
  const rows = useMemo(() => visibleRows(tree, folding), [tree, folding]);
  const view = useMemo(
    () => (screen.zoom ? readView(screen.zoom, tree.durationMs) : null) ?? wholeView(tree.durationMs),
    [screen.zoom, tree],
  );
  const chosen = useMemo(() => spanOfId(tree.count, tree.id, screen.span), [tree, screen.span]);
  const wanted = useDeferredValue(screen.find);
  const found = useMemo(() => findSpans(tree, wanted), [tree, wanted]);
  const foundSet = useMemo(() => new Set(found), [found]);

  const show = useCallback(
    (span: number) => {
      if (span < 0) return;
      setActive(span);
      setFolding((current) => unfoldTo(tree, span, current));
    },
    [tree],
  );
  const choose = useCallback(
    (span: number) => {
      show(span);
      change({ span: tree.id(span) });
    },
    [show, change, tree],
  );
  // The span that the address names is brought into sight once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only on arrival
  useEffect(() => show(chosen), []);

  const onAction = useCallback(
    (action: KeyAction) => {
      if (action.kind === "move") {
        setActive(action.span);
        if (chosen >= 0) change({ span: tree.id(action.span) });
      } else if (action.kind === "toggle") setFolding((current) => toggle(action.span, current));
      else if (action.kind === "view") {
        change({ zoom: isWhole(action.view, tree.durationMs) ? null : writeView(action.view) });
      } else if (action.kind === "choose") choose(action.span);
      else if (action.kind === "next") show(nextFind(found, active, action.step));
      else if (action.kind === "logs") toggleLogs(action.span);
      else change({ span: null });
    },
    [change, choose, show, toggleLogs, found, active, chosen, tree],
  );
  const foldTo = (level: number | null) => {
    setFolding({ level, toggled: new Set() });
    change({ level });
  };
  const zoomTo = (span: number) =>
    onAction({
      kind: "view",
      view: viewAround(tree.offsetMs[span] ?? 0, tree.endMs[span] ?? 0, tree.durationMs),
    });
  return (
    <section
      aria-label="Spans of the trace"
      className="flex max-h-[min(80dvh,860px)] min-h-72 flex-col overflow-hidden rounded-lg border border-line bg-surface"
    >
      <TraceToolbar
        view={screen.view}
        onView={(next) => change({ view: next })}
        find={screen.find}
        onFind={(find) => change({ find })}
        foundCount={found.length}
        foundAt={found.indexOf(active) + 1}
        onNext={(step) => show(nextFind(found, active, step))}
        zoomed={!isWhole(view, tree.durationMs)}
        onUnzoom={() => change({ zoom: null })}
        onFoldAll={() => foldTo(0)}
        onOpenAll={() => foldTo(null)}
      />
      <div className="flex min-h-0 grow">
        <div className="relative flex min-h-0 min-w-0 grow flex-col">
          {screen.view === "waterfall" ? (
            <>
              <div className="shrink-0" style={{ paddingLeft: narrow ? 12 : `${width.percent}%` }}>
                <div className="pr-3">
                  <Minimap
                    tree={tree}
                    rows={rows}
                    view={view}
                    onView={(next) => onAction({ kind: "view", view: next })}
                  />
                </div>
              </div>
              <Waterfall
                tree={tree}
                startMs={startMs}
                rows={rows}
                folding={folding}
                view={view}
                logs={logs}
                active={active}
                chosen={chosen}
                found={foundSet}
                nameWidth={`${width.percent}%`}
                narrow={narrow}
                onAction={onAction}
              />
              {narrow ? null : <ColumnHandle width={width} />}
            </>
          ) : screen.view === "table" ? (
            <SpanTable tree={tree} chosen={chosen} found={foundSet} onChoose={choose} />
          ) : (
            <FlameGraph tree={tree} chosen={chosen} onChoose={choose} />
          )}
          {screen.view === "waterfall" ? <TraceKeys /> : null}
        </div>
        {chosen >= 0 ? (
          <SpanPanel
            traceId={traceId}
            startMs={startMs}
            region={region}
            tree={tree}
            span={chosen}
            logsOpen={logs.has(chosen)}
            onLogs={(span) => {
              change({ view: "waterfall" });
              toggleLogs(span);
            }}
            onZoom={zoomTo}
            onClose={() => change({ span: null })}
          />
        ) : null}
      </div>
    </section>
  );
}

/** Made by this app's own server, checked there. */
function parseColumns(text: string): SpanColumns {
  return JSON.parse(text);
}

function spanOfId(count: number, idOf: (span: number) => string, id: string | null): number {
  if (id === null) return -1;
  for (let span = 0; span < count; span++) if (idOf(span) === id) return span;
  return -1;
}
