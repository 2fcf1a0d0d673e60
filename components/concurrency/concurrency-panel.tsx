import { ChartGridSkeleton } from "@/components/charts/chart-grid";
import { AccountStrip } from "@/components/concurrency/account-strip";
import { ConcurrencyCharts } from "@/components/concurrency/concurrency-charts";
import { FunctionsTable } from "@/components/concurrency/functions-table";
import { ThrottledPanel } from "@/components/concurrency/throttled-panel";
import { AnswerText } from "@/components/panel/answer-text";
import { PanelState } from "@/components/panel/panel-state";
import { PartialNotice } from "@/components/panel/partial-notice";
import { FigureStripSkeleton } from "@/components/ui/figure-strip";
import { Panel } from "@/components/ui/panel";
import { TableSkeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/base/format-number";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { ConcurrencyFigures } from "@/lib/model/views/concurrency";

const TITLE = "Concurrency";
const QUESTION = "Which function will hit its limit, and why were calls throttled?";

/** Concurrent executions against their limits: the account, the nearest function, every function. */
export function ConcurrencyPanel({ panel }: { readonly panel: PanelData<ConcurrencyFigures> }) {
  if (panel.state !== "ok" && panel.state !== "partial") {
    return (
      <Panel title={TITLE} id="concurrency" hint={QUESTION}>
        <PanelState panel={panel}>{() => null}</PanelState>
      </Panel>
    );
  }
  const { answer, account, charts, functions, reservationsNotRead } = panel.data;
  return (
    <div className="space-y-4">
      <Panel title={TITLE} id="concurrency" hint={QUESTION}>
        {panel.state === "partial" ? <PartialNotice failures={panel.failures} /> : null}
        <AnswerText answer={answer} testId="concurrency-answer" />
        <AccountStrip account={account} throttles={throttlesOf(functions)} />
      </Panel>
      <ConcurrencyCharts charts={charts} />
      <ThrottledPanel functions={functions} />
      <Panel
        title="Headroom by function"
        hint={
          functions.length === 1
            ? undefined
            : reservationsNotRead === 0
              ? "Least first; functions that did not run are left out"
              : `Least first; the reservation of ${formatCount(reservationsNotRead)} was not read`
        }
      >
        <FunctionsTable functions={functions} />
      </Panel>
    </div>
  );
}

/** null when no function has a datapoint: nothing seen is not nothing throttled. */
function throttlesOf(functions: ConcurrencyFigures["functions"]): number | null {
  const known = functions.flatMap(({ throttles }) => throttles ?? []);
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0);
}

export function ConcurrencySkeleton() {
  return (
    <div className="space-y-4">
      <Panel title={TITLE} id="concurrency" hint={QUESTION}>
        <div className="h-12 border-line border-t" />
        <div className="overflow-hidden border-line border-t">
          <FigureStripSkeleton count={9} label="Loading concurrency" />
        </div>
      </Panel>
      <ChartGridSkeleton count={3} />
      <Panel title="Headroom by function">
        <TableSkeleton rows={12} label="Loading functions and their limits" />
      </Panel>
    </div>
  );
}
