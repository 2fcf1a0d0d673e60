"use client";

import { AlarmDetail } from "@/components/alarms/alarm-detail";
import { AlarmDetailSkeleton } from "@/components/alarms/alarm-detail-skeleton";
import { useAlarm } from "@/components/alarms/use-alarm";
import { PanelState } from "@/components/panel/panel-state";

interface AlarmPanelProps {
  readonly name: string;
  readonly region: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** One alarm, or why it cannot be shown. */
export function AlarmPanel({ name, region, fromMs, toMs }: AlarmPanelProps) {
  const panel = useAlarm({ name, region, fromMs, toMs });
  if (panel === null) return <AlarmDetailSkeleton />;
  return (
    <PanelState panel={panel}>
      {(alarm) => <AlarmDetail alarm={alarm} fromMs={fromMs} toMs={toMs} />}
    </PanelState>
  );
}
