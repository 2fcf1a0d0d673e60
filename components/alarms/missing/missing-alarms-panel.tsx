import { MissingAlarmsList } from "@/components/alarms/missing/missing-alarms-list";
import { OwnFrame } from "@/components/alarms/own-frame";
import { Panel } from "@/components/ui/panel";
import { TableSkeleton } from "@/components/ui/skeleton";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { MissingAlarms } from "@/lib/model/views/missing-alarms";

interface MissingAlarmsPanelProps {
  readonly panel: PanelData<MissingAlarms>;
  /** The view's window: links and later requests keep it. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** What nobody watches, and alarms for it as text. Where the alarms may not be read, no gap is claimed. */
export function MissingAlarmsPanel({ panel, fromMs, toMs }: MissingAlarmsPanelProps) {
  return (
    <OwnFrame panel={panel} id="missing" title="Not watched" className="scroll-mt-24">
      {(missing) => <MissingAlarmsList missing={missing} fromMs={fromMs} toMs={toMs} />}
    </OwnFrame>
  );
}

export function MissingAlarmsSkeleton() {
  return (
    <Panel id="missing" title="Not watched" className="scroll-mt-24">
      <div className="border-line border-t">
        <TableSkeleton rows={12} label="Looking for what is not watched" />
      </div>
    </Panel>
  );
}
