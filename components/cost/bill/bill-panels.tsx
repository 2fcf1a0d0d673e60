import { ChartSkeleton } from "@/components/charts/chart-skeleton";
import { BillSection } from "@/components/cost/bill/bill-section";
import type { BillAsked } from "@/components/cost/bill/use-exact-bill";
import { PanelState } from "@/components/panel/panel-state";
import { Panel } from "@/components/ui/panel";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { CostBill } from "@/lib/model/views/cost";

interface BillPanelsProps {
  readonly panel: PanelData<CostBill>;
  readonly asked: BillAsked;
}

/** The bill, or why there is none. */
export function BillPanels({ panel, asked }: BillPanelsProps) {
  if (panel.state !== "ok" && panel.state !== "partial") {
    return (
      <Panel id="now" title="Now" className="scroll-mt-24">
        <PanelState panel={panel}>{() => null}</PanelState>
      </Panel>
    );
  }
  return (
    <>
      {panel.state === "partial" ? (
        <div className="overflow-hidden rounded-lg border border-line">
          <PanelState panel={panel}>{() => null}</PanelState>
        </div>
      ) : null}
      {/* Another window is another bill: what was made exact of the last one is let go. */}
      <BillSection
        key={`${asked.region} ${asked.fromMs} ${asked.toMs} ${asked.fn} ${panel.data.by}`}
        bill={panel.data}
        asked={asked}
      />
    </>
  );
}

/** As large as the bill's panels, near enough that what follows stays below the fold. */
export function BillSkeleton() {
  return (
    <div role="status" aria-label="Loading the bill" className="space-y-4">
      <Panel title="Now">
        <div className="h-[72px] border-line border-t px-4 py-3">
          <Skeleton className="h-3 w-12" />
          <Skeleton className="mt-2 h-6 w-40" />
        </div>
        <div className="h-11 border-line border-t px-4 py-3">
          <Skeleton className="h-4 w-80 max-w-full" />
        </div>
      </Panel>
      <ChartSkeleton />
      <Panel title="Where it goes">
        <TableSkeleton rows={12} label="Loading the costs by function" />
      </Panel>
      <Panel title="Line items">
        <TableSkeleton rows={10} label="Loading the line items" />
      </Panel>
    </div>
  );
}
