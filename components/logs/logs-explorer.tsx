"use client";

import { ArrowDownUp, Eye, EyeOff, Radio } from "lucide-react";
import { type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ErrorList } from "@/components/logs/error-list";
import { ExportMenu } from "@/components/logs/export-menu";
import { FilterBar } from "@/components/logs/filter-bar";
import { LevelHistogram } from "@/components/logs/level-histogram";
import { LineList } from "@/components/logs/line-list";
import { LinePanel } from "@/components/logs/line-panel";
import { LoadBar, LoadNotes } from "@/components/logs/load-status";
import type { LogClient } from "@/components/logs/log-client";
import { loadUrl } from "@/components/logs/log-urls";
import type { LogQuery, QueryResult, SessionState } from "@/components/logs/protocol";
import { RequestList } from "@/components/logs/request-list";
import { SourceChoices, SourcePicker } from "@/components/logs/source-picker";
import { TailBar } from "@/components/logs/tail-bar";
import { useComparison } from "@/components/logs/use-comparison";
import { useLogClient, useSession } from "@/components/logs/use-log-client";
import { useLogsState } from "@/components/logs/use-logs-state";
import { useMasking } from "@/components/logs/use-masking";
import { useTail } from "@/components/logs/use-tail";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";
import { useZone } from "@/components/ui/zone-context";
import { useNavigation } from "@/components/view/view-navigation";
import { formatCount } from "@/lib/base/format-number";
import { DAY_MS } from "@/lib/base/time";
import type { Panel } from "@/lib/model/panel";
import type { LogChoices } from "@/lib/model/views/log-choices";
import { sourceKey } from "@/lib/url/log-sources";
import { type LogView, logViews, noFilters } from "@/lib/url/logs";

interface LogsExplorerProps {
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  readonly region: string;
  readonly choices: Promise<Panel<LogChoices>>;
}

const viewLabels = { requests: "Requests", lines: "Lines", errors: "Errors" } as const satisfies Record<
  LogView,
  string
>;

/** Logs of the chosen sources as requests, lines or errors. */
export function LogsExplorer(props: LogsExplorerProps) {
  const { choices } = props;
  const { state, change } = useLogsState();
  const { sources } = state;
  const client = useLogClient();
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        <Suspense fallback={<Skeleton className="h-8 w-56" />}>
          <SourcePicker
            choices={choices}
            sources={sources}
            onChange={(next) => change({ sources: next, cursor: null, line: null })}
          />
        </Suspense>
        {sources.length > 0 ? (
          <div className="ml-auto">
            <Segmented
              label="View"
              value={state.view}
              options={logViews.map((value) => ({ value, label: viewLabels[value] }))}
              onChange={(view) => change({ view })}
            />
          </div>
        ) : null}
      </div>
      {sources.length === 0 ? (
        <section
          aria-label="Choose what to read"
          className="max-w-2xl rounded-lg border border-line bg-surface"
        >
          <p className="px-4 pt-3 pb-2 text-ink-2">
            Choose functions, API stages or log groups. Their lines are read for the window above and shown by
            request.
          </p>
          <Suspense fallback={<TableSkeleton rows={8} label="Loading log sources" />}>
            <SourceChoices
              choices={choices}
              sources={sources}
              onChange={(next) => change({ sources: next })}
            />
          </Suspense>
        </section>
      ) : client ? (
        <Explorer {...props} client={client} state={state} change={change} />
      ) : (
        <div className="rounded-lg border border-line bg-surface">
          <TableSkeleton rows={12} label="Loading logs" />
        </div>
      )}
    </div>
  );
}

interface ExplorerProps extends LogsExplorerProps, ReturnType<typeof useLogsState> {
  readonly client: LogClient;
}

function Explorer({ client, state, change, fromMs, toMs, nowMs, region }: ExplorerProps) {
  const navigation = useNavigation();
  const zone = useZone();
  const session = useSession(client);
  const [line, setLine] = useState<number | null>(null);
  const [focusKey, setFocusKey] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const { view, filters, brush, scan, sources } = state;
  const order = state.order ?? (view === "lines" ? "oldest" : "newest");
  const withDay = toMs - fromMs > DAY_MS;

  const src = sources.map(sourceKey).join(",");
  // biome-ignore lint/correctness/useExhaustiveDependencies: `src` stands for `sources`; text is the server's only when it searches
  const url = useMemo(
    () => loadUrl({ fromMs, toMs, region }, { sources, scan, filters }, null),
    [fromMs, toMs, region, src, scan, scan === "matches" ? filters.text?.pattern : null],
  );
  useEffect(() => {
    setLine(null);
    client.send({ type: "load", url, append: false });
  }, [client, url]);

  const query = useMemo(
    (): LogQuery => ({ view, filters, order, brush, focus: "all", group: null }),
    [view, filters, order, brush],
  );
  useEffect(() => client.send({ type: "query", query }), [client, query]);

  useComparison(client, session, view === "errors" && brush === null, () =>
    loadUrl({ fromMs: 2 * fromMs - toMs, toMs: fromMs, region }, { sources, scan, filters }, null),
  );
  const tailing = state.tail && toMs >= nowMs;
  useTail(client, session, tailing, region, sources);
  const [masking, setMasking] = useMasking(client);
  const focusPlace = usePermalink(client, session, state.line, setLine);
  const showRequest = useCallback(
    (key: string) => {
      setFocusKey(key);
      change({ view: "requests" });
    },
    [change],
  );
  const permalink = useCallback((eventId: string) => {
    const target = new URL(window.location.href);
    target.searchParams.set("view", "lines");
    target.searchParams.set("line", eventId);
    return target.toString();
  }, []);
  usePageKeys(
    input,
    view,
    (next) => change({ view: next }),
    () => setMasking(!masking),
  );

  const result = session.result?.view === view ? session.result : null;
  return (
    <div className="overflow-clip rounded-lg border border-line bg-surface">
      <div className="space-y-2 px-4 pt-3 pb-2">
        <div className="flex flex-wrap items-start gap-2">
          <Answer session={session} result={result} view={view} />
          <div className="flex shrink-0 flex-wrap gap-1 max-sm:-ml-2 sm:ml-auto">
            <Button
              variant={tailing ? "solid" : "ghost"}
              size="sm"
              aria-pressed={tailing}
              onClick={() => {
                if (tailing || toMs >= nowMs)
                  change({ tail: !tailing, ...(tailing ? {} : { view: "lines", order: null }) });
                // A tail needs a window that reaches to now.
                else
                  navigation.change({ from: "now-15m", to: null, tail: "true", view: "lines", brush: null });
              }}
            >
              <Radio aria-hidden />
              Tail
            </Button>
            <Button
              variant="ghost"
              size="sm"
              aria-pressed={masking}
              className="aria-pressed:bg-hover aria-pressed:text-ink"
              onClick={() => setMasking(!masking)}
            >
              {masking ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
              {masking ? "Secrets masked" : "Mask secrets"}
            </Button>
            <Button
              variant="ghost"
              size="sm"
              className={cn(view === "errors" && "invisible")}
              onClick={() => change({ order: order === "newest" ? "oldest" : "newest" })}
            >
              <ArrowDownUp aria-hidden />
              {order === "newest" ? "Newest first" : "Oldest first"}
            </Button>
            <ExportMenu client={client} masking={masking} />
          </div>
        </div>
        <FilterBar
          filters={filters}
          view={view}
          problem={session.result?.problem ?? null}
          inputRef={input}
          onChange={(next, how) => change({ filters: next }, how)}
        />
      </div>
      <LevelHistogram
        histogram={session.result?.histogram ?? null}
        fromMs={fromMs}
        toMs={toMs}
        brush={brush}
        onBrush={(next) => change({ brush: next })}
      />
      <LoadBar
        session={session}
        onCancel={() => client.send({ type: "cancel" })}
        onReload={() => client.send({ type: "load", url, append: false })}
      />
      {session.tail ? <TailBar client={client} tail={session.tail} /> : null}
      <LoadNotes
        session={session}
        zone={zone}
        onContinue={(cursor) =>
          client.send({
            type: "load",
            url: loadUrl({ fromMs, toMs, region }, { sources, scan, filters }, cursor),
            append: true,
          })
        }
        onMatchesOnly={
          scan === "all" && filters.text?.kind === "text" ? () => change({ scan: "matches" }) : null
        }
      />
      <div className="flex h-[max(360px,calc(100dvh-424px))] border-line border-t">
        <div className="min-w-0 grow">
          <Rows
            result={result}
            session={session}
            filtered={isFiltered(state)}
            onShowAll={() => change({ filters: noFilters, brush: null })}
          >
            {(found) =>
              view === "requests" ? (
                <RequestList
                  key={url}
                  client={client}
                  result={found}
                  withDay={withDay}
                  selected={line}
                  onLine={setLine}
                  focusKey={focusKey}
                />
              ) : view === "lines" ? (
                <LineList
                  key={url}
                  client={client}
                  result={found}
                  withDay={withDay}
                  selected={line}
                  onLine={setLine}
                  focusPlace={focusPlace}
                  follow={tailing && order === "oldest"}
                />
              ) : (
                <ErrorList
                  client={client}
                  result={found}
                  withDay={withDay}
                  onRequest={showRequest}
                  onLine={setLine}
                />
              )
            }
          </Rows>
        </div>
        {line === null ? null : (
          <LinePanel
            client={client}
            line={line}
            onClose={() => setLine(null)}
            onLine={setLine}
            onFilter={(text) =>
              change({ filters: { ...filters, text: { kind: "text", pattern: text, ignoreCase: true } } })
            }
            onRequest={showRequest}
            permalink={permalink}
          />
        )}
      </div>
    </div>
  );
}

interface RowsProps {
  readonly result: QueryResult | null;
  readonly session: SessionState;
  readonly filtered: boolean;
  readonly onShowAll: () => void;
  readonly children: (result: QueryResult) => ReactNode;
}

/** The rows, or why there are none. */
function Rows({ result, session, filtered, onShowAll, children }: RowsProps) {
  if (result && result.count > 0) return children(result);
  const loading = session.phase === "loading" || session.phase === "idle" || !result;
  if (loading && session.phase !== "failed") return <TableSkeleton rows={10} label="Loading logs" />;
  if (session.phase === "failed") return null;
  return (
    <div className="px-4 py-6 text-ink-2" data-testid="no-rows">
      {filtered && (result?.total ?? 0) > 0 ? (
        <p>
          None of {formatCount(result?.total)} matches the filters.{" "}
          <button type="button" className="underline" onClick={onShowAll}>
            Show all
          </button>
        </p>
      ) : session.failures.length > 0 ? (
        <p>Nothing could be read.</p>
      ) : result?.view === "errors" ? (
        <p>No errors in what was read.</p>
      ) : (
        <p>No log lines in this window.</p>
      )}
    </div>
  );
}

const nouns = { requests: "requests", lines: "lines", errors: "kinds of errors" } as const satisfies Record<
  LogView,
  string
>;

function Answer({
  session,
  result,
  view,
}: {
  readonly session: SessionState;
  readonly result: QueryResult | null;
  readonly view: LogView;
}) {
  const labels = session.sources.map((source) => source.label);
  const names = labels.length > 3 ? `${labels.length} sources` : labels.join(", ");
  const shown = result ? formatCount(result.count) : "…";
  const of =
    result && result.count !== result.total && view !== "errors" ? ` of ${formatCount(result.total)}` : "";
  return (
    <p data-testid="answer" className="min-h-6 min-w-0 text-md max-sm:w-full sm:truncate">
      <span data-testid="row-count">{shown}</span>
      {of} {nouns[view]} {names === "" ? "" : `of ${names}`}
    </p>
  );
}

function isFiltered({ filters, brush }: ReturnType<typeof useLogsState>["state"]): boolean {
  return brush !== null || JSON.stringify(filters) !== JSON.stringify(noFilters);
}

/** A link to a line: found once it is loaded, shown in its place. */
function usePermalink(
  client: LogClient,
  session: SessionState,
  eventId: string | null,
  show: (line: number) => void,
): number | null {
  const [place, setPlace] = useState<number | null>(null);
  const found = useRef<string | null>(null);
  const version = session.result?.version ?? 0;
  useEffect(() => {
    if (eventId === null || found.current === eventId || version === 0) return;
    client.ask("find", { eventId }).then(
      (answer) => {
        if (!answer) return;
        found.current = eventId;
        setPlace(answer.place);
        show(answer.line);
      },
      () => undefined,
    );
  }, [client, eventId, version, show]);
  return place;
}

/** f: filter; m: mask secrets; 1 2 3: views. */
function usePageKeys(
  input: React.RefObject<HTMLInputElement | null>,
  view: LogView,
  setView: (view: LogView) => void,
  toggleMask: () => void,
): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
      const { target } = event;
      if (
        target instanceof HTMLElement &&
        target.closest("input, textarea, select, [role=dialog], [role=listbox]")
      )
        return;
      const next = logViews[Number(event.key) - 1];
      if (event.key === "f") input.current?.focus();
      else if (event.key === "m") toggleMask();
      else if (next && next !== view) setView(next);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [input, view, setView, toggleMask]);
}
