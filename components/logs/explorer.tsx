"use client";

import { ArrowDownUp, Eye, EyeOff, Radio } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ErrorList } from "@/components/logs/error-list";
import { ExportMenu } from "@/components/logs/export-menu";
import { FilterBar } from "@/components/logs/filter-bar";
import { LevelHistogram } from "@/components/logs/level-histogram";
import { LineList } from "@/components/logs/line-list";
import { LinePanel } from "@/components/logs/line-panel";
import { LoadBar, LoadNotes } from "@/components/logs/load-status";
import type { LogClient } from "@/components/logs/log-client";
import { loadUrl } from "@/components/logs/log-urls";
import { isNothingRead } from "@/components/logs/nothing-read";
import type { LogQuery } from "@/components/logs/protocol";
import { RequestList } from "@/components/logs/request-list";
import { LogsAnswer, RowsOrReason } from "@/components/logs/rows-or-reason";
import { TailBar } from "@/components/logs/tail-bar";
import { useComparison } from "@/components/logs/use-comparison";
import { usePageKeys, usePermalink } from "@/components/logs/use-explorer";
import { useSession } from "@/components/logs/use-log-client";
import type { useLogsState } from "@/components/logs/use-logs-state";
import { useMasking } from "@/components/logs/use-masking";
import { useTail } from "@/components/logs/use-tail";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { useZone } from "@/components/ui/zone-context";
import { useTarget } from "@/components/view/use-target";
import { useNavigation } from "@/components/view/view-navigation";
import { DAY_MS } from "@/lib/base/time";
import { sourceKey } from "@/lib/url/log-sources";
import { noFilters } from "@/lib/url/logs";

export interface ExplorerWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  readonly region: string;
}

interface ExplorerProps extends ExplorerWindow, ReturnType<typeof useLogsState> {
  readonly client: LogClient;
}

/** Reads the chosen sources and shows them in one of three views. */
export function Explorer({ client, state, change, fromMs, toMs, nowMs, region }: ExplorerProps) {
  const navigation = useNavigation();
  const target = useTarget(region);
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
    () => loadUrl({ fromMs, toMs, target }, { sources, scan, filters }, null),
    [fromMs, toMs, target, src, scan, scan === "matches" ? filters.text?.pattern : null],
  );
  useEffect(() => {
    setLine(null);
    client.send({ type: "load", url });
  }, [client, url]);

  const query = useMemo(
    (): LogQuery => ({ view, filters, order, brush, focus: "all", group: null }),
    [view, filters, order, brush],
  );
  useEffect(() => client.send({ type: "query", query }), [client, query]);

  useComparison(client, session, view === "errors" && brush === null, () =>
    loadUrl({ fromMs: 2 * fromMs - toMs, toMs: fromMs, target }, { sources, scan, filters }, null),
  );
  const tailing = state.tail && toMs >= nowMs;
  useTail(client, session, tailing, target, sources);
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

  const unread = useMemo(
    () => session.done?.sources.flatMap((source) => source.unread) ?? [],
    [session.done],
  );
  const result = session.result?.view === view ? session.result : null;
  return (
    <div className="overflow-clip rounded-lg border border-line bg-surface">
      <div className="space-y-2 px-4 pt-3 pb-2">
        <div className="flex flex-wrap items-start gap-2">
          <LogsAnswer session={session} result={result} view={view} />
          <div className="flex flex-wrap gap-1 max-sm:-mx-2 max-sm:gap-0 sm:ml-auto sm:shrink-0">
            <Button
              variant="ghost"
              size="sm"
              className={cn(view === "errors" && "invisible max-sm:hidden")}
              onClick={() => change({ order: order === "newest" ? "oldest" : "newest" })}
            >
              <ArrowDownUp aria-hidden />
              {order === "newest" ? "Newest first" : "Oldest first"}
            </Button>
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
        histogram={isNothingRead(session) ? null : (session.result?.histogram ?? null)}
        fromMs={fromMs}
        toMs={toMs}
        brush={brush}
        unread={unread}
        onBrush={(next) => change({ brush: next })}
      />
      <LoadBar
        session={session}
        onCancel={() => client.send({ type: "cancel" })}
        onReload={() => client.send({ type: "load", url })}
      />
      {session.tail ? <TailBar client={client} tail={session.tail} /> : null}
      <LoadNotes
        session={session}
        zone={zone}
        onReadOn={(all) => client.send({ type: "readOn", all })}
        onMatchesOnly={
          scan === "all" && filters.text?.kind === "text" ? () => change({ scan: "matches" }) : null
        }
        onCount={() => change({ read: "counts", tail: false })}
      />
      <div className="flex h-[max(360px,calc(100dvh-424px))] border-line border-t">
        <div className="min-w-0 grow">
          <RowsOrReason
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
          </RowsOrReason>
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

function isFiltered({ filters, brush }: ReturnType<typeof useLogsState>["state"]): boolean {
  return brush !== null || JSON.stringify(filters) !== JSON.stringify(noFilters);
}
