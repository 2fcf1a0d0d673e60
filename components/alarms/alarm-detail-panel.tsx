import { AlarmDetail } from "@/components/alarms/alarm-detail";
import { PanelState } from "@/components/panel/panel-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { Panel } from "@/lib/model/panel";
import type { AlarmDetail as Detail } from "@/lib/model/views/alarms";

interface AlarmDetailPanelProps {
  readonly panel: Panel<Detail>;
  readonly fromMs: number;
  readonly toMs: number;
}

export function AlarmDetailPanel({ panel, fromMs, toMs }: AlarmDetailPanelProps) {
  return (
    <PanelState panel={panel}>
      {(alarm) => <AlarmDetail alarm={alarm} fromMs={fromMs} toMs={toMs} />}
    </PanelState>
  );
}

export function AlarmDetailSkeleton() {
  return (
    <div role="status" aria-label="Loading the alarm" className="space-y-4 px-4">
      <Skeleton className="h-5 w-64" />
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-60 w-full" />
    </div>
  );
}
