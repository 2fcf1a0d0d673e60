"use client";

import { Ban } from "lucide-react";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import type { ExplorerWindow } from "@/components/logs/explorer";
import { SummaryOffer } from "@/components/logs/summary/summary-offer";
import { SummaryRunning } from "@/components/logs/summary/summary-running";
import { type SummaryState, useSummary } from "@/components/logs/summary/use-summary";
import { ASK_FROM_MS, isWide } from "@/components/logs/summary/wide";
import type { useLogsState } from "@/components/logs/use-logs-state";
import { failureTitle } from "@/components/panel/panel-state";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TableSkeleton } from "@/components/ui/skeleton";
import { useTarget } from "@/components/view/use-target";
import { useNavigation } from "@/components/view/view-navigation";
import { ceilTo, epochMs, floorTo, MINUTE_MS } from "@/lib/base/time";
import type { Failure } from "@/lib/model/failure";
import { parseSources } from "@/lib/url/log-sources";
import { summaryQueriesText } from "@/lib/url/log-summary";
import { absoluteRange } from "@/lib/url/time-range";

const SummaryResult = lazy(() =>
  import("@/components/logs/summary/summary-result").then((module) => ({ default: module.SummaryResult })),
);

interface WideWindowProps extends ExplorerWindow, ReturnType<typeof useLogsState> {
  /** The lines of the window; drawing them begins to read them. */
  readonly children: ReactNode;
  /** Whether counts stand in the place of the lines. */
  readonly onCounting: (counting: boolean) => void;
}

/** The lines, unless the window holds more than can be read: then first the choice to count it by Logs Insights. */
export function WideWindow({ state, change, fromMs, toMs, region, children, onCounting }: WideWindowProps) {
  const navigation = useNavigation();
  const target = useTarget(region);
  const { sources, queries, read } = state;
  const windowMs = toMs - fromMs;
  // What points at lines, or lets AWS search for them, wants lines.
  const wantsLines =
    read === "lines" ||
    state.tail ||
    state.line !== null ||
    state.scan === "matches" ||
    state.filters.requestId !== null;
  const asked = queries !== null || read === "counts" || (!wantsLines && windowMs >= ASK_FROM_MS);
  const summary = useSummary({ fromMs, toMs, target, sources }, queries, asked, (found) =>
    // The results are those of this very window: it is pinned.
    navigation.change({
      ...absoluteRange(epochMs(fromMs), epochMs(toMs)),
      read: null,
      queries: summaryQueriesText(found),
    }),
  );
  const now = summary.state;
  const linesInstead = !asked || showsLines(now, read === "counts", windowMs);
  // While it is found out how much there is, nothing on the page is taken away.
  const counting = !linesInstead && (now.phase !== "asking" || queries !== null);
  useEffect(() => {
    onCounting(counting);
    return () => onCounting(false);
  }, [counting, onCounting]);
  if (!asked) return children;
  const readLines = () => change({ read: "lines", queries: null });
  const narrow = (from: number, to: number) => {
    const start = floorTo(from, MINUTE_MS);
    navigation.change({
      ...absoluteRange(epochMs(start), epochMs(Math.max(ceilTo(to, MINUTE_MS), start + MINUTE_MS))),
      read: null,
      queries: null,
      brush: null,
    });
  };
  switch (now.phase) {
    case "asking":
      return (
        <div className="rounded-lg border border-line bg-surface">
          <TableSkeleton
            rows={8}
            label={queries === null ? "Finding how much is in this window" : "Loading counts"}
          />
        </div>
      );
    case "running":
      return <SummaryRunning {...now} onStop={summary.stop} />;
    case "failed":
      return (
        <>
          <Said title="The window could not be counted" text={now.message} />
          {children}
        </>
      );
    case "offered":
      if (linesInstead) return children;
      return (
        <SummaryOffer
          estimate={now.summary.estimate}
          windowMs={windowMs}
          onRun={summary.run}
          onLines={readLines}
        />
      );
    case "found": {
      const { failure } = now.summary;
      if (failure?.kind === "denied") {
        return (
          <>
            <Said
              title="Counting is not permitted, so lines are read instead, newest first"
              text={`${failure.operation}: ${failure.message}`}
              nextStep={failure.nextStep}
            />
            {children}
          </>
        );
      }
      if (now.summary.state === "unavailable" && failure !== null) {
        return (
          <Said
            title={failureTitle(failure)}
            text={`${failure.operation}: ${failure.message}`}
            nextStep={failure.nextStep}
            actions={<Choices failure={failure} onAgain={summary.stop} onLines={readLines} />}
          />
        );
      }
      return (
        <Suspense fallback={<TableSkeleton rows={8} label="Loading counts" />}>
          <SummaryResult
            summary={now.summary}
            fromMs={fromMs}
            toMs={toMs}
            onNarrow={narrow}
            onLines={readLines}
            onOnly={(keys) =>
              change({ sources: parseSources({ src: keys.join(",") }), queries: null, read: "counts" })
            }
          />
        </Suspense>
      );
    }
  }
}

/** Whether the lines are read after all: there is little, or counting failed. */
function showsLines(now: SummaryState, wantsCounts: boolean, windowMs: number): boolean {
  switch (now.phase) {
    case "asking":
    case "running":
      return false;
    case "failed":
      return true;
    case "offered":
      if (now.summary.state === "nothing-to-read") return true;
      return !wantsCounts && !isWide(now.summary.estimate, windowMs);
    case "found":
      return now.summary.failure?.kind === "denied";
  }
}

function Choices({
  failure,
  onAgain,
  onLines,
}: {
  readonly failure: Failure;
  readonly onAgain: () => void;
  readonly onLines: () => void;
}) {
  return (
    <>
      <Button size="sm" onClick={onAgain}>
        {failure.kind === "not-found" ? "Count again" : "Try again"}
      </Button>
      <Button size="sm" onClick={onLines}>
        Read lines, newest first
      </Button>
    </>
  );
}

interface SaidProps {
  readonly title: string;
  readonly text: string;
  readonly nextStep?: string;
  readonly actions?: ReactNode;
}

function Said({ title, text, nextStep, actions }: SaidProps) {
  return (
    <div role="status" data-testid="summary-said" className="rounded-lg border border-line bg-surface">
      <Notice
        icon={Ban}
        tone="warning"
        title={title}
        nextStep={nextStep}
        actions={actions}
        className="border-t-0"
      >
        {text}
      </Notice>
    </div>
  );
}
