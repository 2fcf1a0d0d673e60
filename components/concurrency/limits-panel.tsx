import type { ReactNode } from "react";
import { LimitsTable } from "@/components/concurrency/limits-table";
import { AnswerText } from "@/components/panel/answer-text";
import { PanelState } from "@/components/panel/panel-state";
import { Panel } from "@/components/ui/panel";
import { TableSkeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status";
import { ViewLink } from "@/components/view/view-link";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { LimitsFigures, UnknownLimit } from "@/lib/model/views/concurrency";
import { MAX_SOURCES } from "@/lib/url/log-sources";
import { logsPath } from "@/lib/url/logs-path";

const TITLE = "Limits";
const QUESTION = "Who is near a limit?";

interface LimitsPanelProps {
  readonly panel: PanelData<LimitsFigures>;
  /** The functions that are asked about; none: all. */
  readonly functions: readonly string[];
  /** The limits that log lines tell, or that they are not read. */
  readonly lines: ReactNode;
}

/** What only log lines tell. */
const IN_LOGS: ReadonlySet<UnknownLimit["kind"]> = new Set(["ephemeral-storage"]);
/** What `lines` tells. */
const BY_LINES: ReadonlySet<UnknownLimit["kind"]> = new Set(["memory", "payload"]);

/** Durations, ages, memory and rates against their limits, and which limits metrics say nothing of. */
export function LimitsPanel({ panel, functions, lines }: LimitsPanelProps) {
  return (
    <Panel title={TITLE} id="limits" hint={QUESTION}>
      <PanelState panel={panel}>
        {({ answer, rows, unknown }) => (
          <>
            <AnswerText answer={answer} testId="limits-answer" />
            <LimitsTable rows={rows} />
            {lines}
            <Unknown unknown={unknown.filter(({ kind }) => !BY_LINES.has(kind))} functions={functions} />
          </>
        )}
      </PanelState>
      {"data" in panel ? null : lines}
    </Panel>
  );
}

interface UnknownProps {
  readonly unknown: readonly UnknownLimit[];
  readonly functions: readonly string[];
}

function Unknown({ unknown, functions }: UnknownProps) {
  if (unknown.length === 0) return null;
  const logs = logsPath(functions.slice(0, MAX_SOURCES).map((name) => ({ kind: "function", name })));
  return (
    <section aria-label="Limits that metrics do not tell" className="border-line border-t px-4 py-3">
      <h3 className="mb-2 font-medium text-ink-3 text-xs">What metrics do not tell</h3>
      <ul data-testid="limits-unknown" className="grid gap-x-6 gap-y-3 md:grid-cols-2">
        {unknown.map(({ kind, what, reason, nextStep }) => (
          <li key={what} className="min-w-0">
            <p className="flex flex-wrap items-center gap-2">
              <StatusBadge level="unknown">Unknown</StatusBadge>
              <span className="font-medium">{what}</span>
            </p>
            <p className="mt-1 text-ink-2">
              {reason} {nextStep}{" "}
              {IN_LOGS.has(kind) ? (
                <ViewLink path={logs} className="whitespace-nowrap text-ink underline underline-offset-2">
                  Open logs
                </ViewLink>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function LimitsSkeleton() {
  return (
    <Panel title={TITLE} id="limits" hint={QUESTION}>
      <div className="h-12 border-line border-t" />
      <TableSkeleton rows={12} label="Loading limits" />
    </Panel>
  );
}
