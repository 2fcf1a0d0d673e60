"use client";

import { lazy, Suspense, useState } from "react";
import type { ExplorerWindow } from "@/components/logs/explorer";
import { SourceChoices, SourcePicker } from "@/components/logs/source-picker";
import { useLogClient } from "@/components/logs/use-log-client";
import { useLogsState } from "@/components/logs/use-logs-state";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";
import type { Panel } from "@/lib/model/panel";
import type { LogChoices } from "@/lib/model/views/log-choices";
import { type LogView, logViews } from "@/lib/url/logs";

// Of a page without sources, which is how most readers first see it, neither is needed yet.
const Explorer = lazy(() =>
  import("@/components/logs/explorer").then((module) => ({ default: module.Explorer })),
);
const WideWindow = lazy(() =>
  import("@/components/logs/summary/wide-window").then((module) => ({ default: module.WideWindow })),
);

interface LogsExplorerProps extends ExplorerWindow {
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
  const [counting, setCounting] = useState(false);
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
        {sources.length > 0 && !counting ? (
          <div className="sm:ml-auto">
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
        <Suspense fallback={<LogsSkeleton />}>
          <WideWindow {...props} state={state} change={change} onCounting={setCounting}>
            <Explorer {...props} client={client} state={state} change={change} />
          </WideWindow>
        </Suspense>
      ) : (
        <LogsSkeleton />
      )}
    </div>
  );
}

function LogsSkeleton() {
  return (
    <div className="rounded-lg border border-line bg-surface">
      <TableSkeleton rows={12} label="Loading logs" />
    </div>
  );
}
