import { AlarmsList } from "@/components/alarms/alarms-list";
import { OwnFrame } from "@/components/alarms/own-frame";
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
  return (
    <OwnFrame panel={panel} id="alarms" title="Alarms">
      {(table) => <AlarmsList table={table} fromMs={fromMs} toMs={toMs} />}
    </OwnFrame>
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
