import { MissingAlarmsList } from "@/components/alarms/missing/missing-alarms-list";
import { PanelState } from "@/components/panel/panel-state";
import { PartialNotice } from "@/components/panel/partial-notice";
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
  if (panel.state !== "ok" && panel.state !== "partial") {
    return (
      <Panel id="missing" title="Not watched" className="scroll-mt-24">
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
      <MissingAlarmsList missing={panel.data} fromMs={fromMs} toMs={toMs} />
    </div>
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
