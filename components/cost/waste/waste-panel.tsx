import type { BillAsked } from "@/components/cost/bill/use-exact-bill";
import { WasteSection } from "@/components/cost/waste/waste-section";
import { PanelState } from "@/components/panel/panel-state";
import { Panel } from "@/components/ui/panel";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { CostWaste } from "@/lib/model/views/cost-waste";

interface WastePanelProps {
  readonly panel: PanelData<CostWaste>;
  readonly asked: BillAsked;
}

/** What is paid for nothing. */
export function WastePanel({ panel, asked }: WastePanelProps) {
  if (panel.state !== "ok" && panel.state !== "partial") {
    return (
      <Panel id="waste" title="Waste" className="scroll-mt-24">
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
      {/* Another window is another question: what the logs of the last one told is let go. */}
      <WasteSection
        key={`${asked.region} ${asked.fromMs} ${asked.toMs} ${asked.fn}`}
        waste={panel.data}
        asked={asked}
      />
    </>
  );
}

export function WasteSkeleton() {
  return (
    <Panel id="waste" title="Waste" className="scroll-mt-24">
      <div className="border-line border-t px-4 py-3">
        <Skeleton className="h-6 w-56" />
        <Skeleton className="mt-1.5 h-4 w-80 max-w-full" />
      </div>
      <div className="border-line border-t">
        <TableSkeleton rows={7} label="Looking for waste" />
      </div>
    </Panel>
  );
}
