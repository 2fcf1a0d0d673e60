"use client";

import { useEffect, useMemo, useState } from "react";
import { BreakdownLists } from "@/components/logs/drill-down/breakdown-lists";
import { LinePanel } from "@/components/logs/line-panel";
import { LoadBar, LoadNotes } from "@/components/logs/load-status";
import type { LogClient } from "@/components/logs/log-client";
import { loadUrl } from "@/components/logs/log-urls";
import type { Breakdown, Focus, LogQuery, SessionState } from "@/components/logs/protocol";
import { RequestList } from "@/components/logs/request-list";
import { useComparison } from "@/components/logs/use-comparison";
import { useLogClient, useSession } from "@/components/logs/use-log-client";
import { buttonClass } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { TableSkeleton } from "@/components/ui/skeleton";
import { useZone } from "@/components/ui/zone-context";
import { useTarget } from "@/components/view/use-target";
import { ViewLink } from "@/components/view/view-link";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import { epochMs } from "@/lib/base/time";
import { parseSources } from "@/lib/url/log-sources";
import { noFilters } from "@/lib/url/logs";
import { failingStatuses } from "@/lib/url/logs-path";
import { absoluteRange } from "@/lib/url/time-range";

interface DrillDownPanelProps {
  readonly fromMs: number;
  readonly toMs: number;
  readonly region: string;
  readonly sources: readonly string[];
  readonly firstFocus: Focus;
}

const focuses = [
  { value: "failing", label: "Failing" },
  { value: "slowest", label: "Slowest" },
  { value: "cold", label: "Cold" },
  { value: "all", label: "All" },
] as const satisfies readonly { value: Focus; label: string }[];

export function DrillDownPanel(props: DrillDownPanelProps) {
  const client = useLogClient();
  return client ? <Panel {...props} client={client} /> : <TableSkeleton rows={8} label="Loading requests" />;
}

/** The failing or slowest requests of a range, what they have in common, and each one's lines. */
function Panel({
  client,
  fromMs,
  toMs,
  region,
  sources,
  firstFocus,
}: DrillDownPanelProps & { readonly client: LogClient }) {
  const target = useTarget(region);
  const zone = useZone();
  const session = useSession(client);
  const [focus, setFocus] = useState<Focus>(firstFocus);
  const [group, setGroup] = useState<LogQuery["group"]>(null);
  const [line, setLine] = useState<number | null>(null);
  const src = sources.join(",");
  const read = useMemo(
    () => ({ sources: parseSources({ src }), scan: "all", filters: noFilters }) as const,
    [src],
  );
  const url = loadUrl({ fromMs, toMs, target }, read, null);
  useEffect(() => client.send({ type: "load", url }), [client, url]);
  const query = useMemo(
    (): LogQuery => ({ view: "requests", filters: noFilters, order: "newest", brush: null, focus, group }),
    [focus, group],
  );
  useEffect(() => client.send({ type: "query", query }), [client, query]);
  useComparison(client, session, true, () =>
    loadUrl({ fromMs: 2 * fromMs - toMs, toMs: fromMs, target }, read, null),
  );
  const breakdown = useBreakdown(client, session, focus);
  const result = session.result;
  // Lines that come later can tell a request's error better: a kind that nothing belongs to any more is let go.
  const gone = group !== null && result?.count === 0 && session.phase !== "loading";
  useEffect(() => {
    if (gone) setGroup(null);
  }, [gone]);
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 px-4 pb-2">
        <Segmented
          label="Which requests"
          value={focus}
          options={focuses}
          onChange={(next) => {
            setGroup(null);
            setFocus(next);
          }}
        />
        <p data-testid="drill-down-answer" className="min-w-0">
          {breakdown ? sentence(focus, breakdown) : "Reading…"}
        </p>
        <ViewLink
          path={panelPath(rangeParams(fromMs, toMs), src, focus, breakdown)}
          className={`${buttonClass("outline", "sm")} ml-auto`}
        >
          Open in Logs
        </ViewLink>
      </div>
      <LoadBar
        session={session}
        onCancel={() => client.send({ type: "cancel" })}
        onReload={() => client.send({ type: "load", url })}
      />
      <LoadNotes
        session={session}
        zone={zone}
        onReadOn={(all) => client.send({ type: "readOn", all })}
        onMatchesOnly={null}
        onCount={null}
      />
      {breakdown ? <BreakdownLists breakdown={breakdown} chosen={group} onChoose={setGroup} /> : null}
      <div className="flex min-h-60 grow border-line border-t">
        <div className="min-w-0 grow">
          {result && result.count > 0 ? (
            <RequestList
              client={client}
              result={result}
              withDay={false}
              selected={line}
              onLine={setLine}
              focusKey={null}
            />
          ) : session.phase === "loading" || !result ? (
            <TableSkeleton rows={6} label="Loading requests" />
          ) : (
            <p className="px-4 py-6 text-ink-2">
              {focus === "failing" && result.total > 0
                ? `None of the ${formatCount(result.total)} requests in this range failed.`
                : focus === "cold" && result.total > 0
                  ? `None of the ${formatCount(result.total)} requests in this range is known to have waited for a cold start.`
                  : "No requests were logged in this range."}
            </p>
          )}
        </div>
        {line === null ? null : (
          <LinePanel
            client={client}
            line={line}
            onClose={() => setLine(null)}
            onLine={setLine}
            onFilter={null}
            onRequest={null}
            permalink={(eventId) =>
              new URL(
                `/logs?${new URLSearchParams({ ...rangeParams(fromMs, toMs), ...target, src, view: "lines", line: eventId })}`,
                window.location.origin,
              ).toString()
            }
          />
        )}
      </div>
    </>
  );
}

function rangeParams(fromMs: number, toMs: number) {
  return absoluteRange(epochMs(fromMs), epochMs(toMs));
}

function panelPath(
  range: ReturnType<typeof rangeParams>,
  src: string,
  focus: Focus,
  breakdown: Breakdown | null,
): string {
  const search = new URLSearchParams({ ...range, src });
  if (focus === "failing") search.set("status", failingStatuses.join(","));
  if (focus === "cold") search.set("cold", "true");
  const threshold = breakdown?.thresholdMs ?? null;
  if (focus === "slowest" && threshold !== null) search.set("minDurationMs", String(threshold));
  return `/logs?${search}`;
}

function sentence(
  focus: Focus,
  { count, total, previousCount, previousTotal, thresholdMs }: Breakdown,
): string {
  const before = (what: string) => {
    if (previousCount === null || previousTotal === null) return "";
    return focus === "all"
      ? ` ${formatCount(previousTotal)} in the window before.`
      : ` ${formatCount(previousCount)} of ${formatCount(previousTotal)} ${what} in the window before.`;
  };
  if (focus === "all") return `${formatCount(total)} requests.${before("")}`;
  if (focus === "failing") {
    const share = total === 0 ? "" : ` (${formatRatio(count / total)})`;
    return `${formatCount(count)} of ${formatCount(total)} requests failed${share}.${before("failed")}`;
  }
  if (focus === "cold") {
    const share = total === 0 ? "" : ` (${formatRatio(count / total)})`;
    return `${formatCount(count)} of ${formatCount(total)} requests waited for a cold start${share}.${before("did")}`;
  }
  if (thresholdMs === null) return "No request tells how long it took.";
  const slow = formatDuration(thresholdMs);
  return `${formatCount(count)} of ${formatCount(total)} requests took ${slow} or longer.${before("did")}`;
}

function useBreakdown(client: LogClient, { result, previous }: SessionState, focus: Focus): Breakdown | null {
  const [breakdown, setBreakdown] = useState<Breakdown | null>(null);
  const version = result?.version ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version, focus or comparison is a new breakdown
  useEffect(() => {
    if (version === 0) return;
    let left = false;
    client.ask("breakdown", null).then(
      (found) => {
        if (!left) setBreakdown(found);
      },
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [client, version, previous, focus]);
  return breakdown;
}
