import { AlarmsList } from "@/components/alarms/alarms-list";
import { PanelState } from "@/components/panel/panel-state";
import { PartialNotice } from "@/components/panel/partial-notice";
import { Panel } from "@/components/ui/panel";
import { TableSkeleton } from "@/components/ui/skeleton";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { AlarmTable } from "@/lib/model/views/alarms";

interface AlarmsPanelProps {
  readonly panel: PanelData<AlarmTable>;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The table of alarms, or why there is none: a history that may not be read leaves the states. */
export function AlarmsPanel({ panel, fromMs, toMs }: AlarmsPanelProps) {
  if (panel.state !== "ok" && panel.state !== "partial") {
    return (
      <Panel id="alarms" title="Alarms">
        <PanelState panel={panel}>{() => null}</PanelState>
      </Panel>
    );
  }
  return (
    <div className="space-y-2">
      {panel.state === "partial" ? (
        <div className="overflow-hidden rounded-lg border border-line">
          <PartialNotice failures={panel.failures} />
        </div>
      ) : null}
      <AlarmsList table={panel.data} fromMs={fromMs} toMs={toMs} />
    </div>
  );
}

export function AlarmsSkeleton() {
  return (
    <Panel id="alarms" title="Alarms">
      <div className="border-line border-t">
        <TableSkeleton rows={9} label="Loading alarms" />
      </div>
    </Panel>
  );
}
