"use client";

import { lazy, Suspense } from "react";
import { AlarmDetailSkeleton } from "@/components/alarms/alarm-detail-skeleton";
import { useOpenAlarm } from "@/components/alarms/use-open-alarm";
import { Dialog, DialogContent } from "@/components/ui/dialog";

/** Most readers only look at the list. */
const AlarmPanel = lazy(() =>
  import("@/components/alarms/alarm-panel").then((module) => ({ default: module.AlarmPanel })),
);

interface AlarmSheetProps {
  readonly region: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The alarm that the address names, beside the list; closing it takes it out of the address. */
export function AlarmSheet(view: AlarmSheetProps) {
  const [name, setName] = useOpenAlarm();
  return (
    <Dialog open={name !== null} onOpenChange={(open) => (open ? undefined : setName(null))}>
      {name === null ? null : (
        <DialogContent place="right" title={name} className="w-[min(880px,100vw)]">
          <div className="min-h-0 grow overflow-auto pb-6">
            <Suspense fallback={<AlarmDetailSkeleton />}>
              <AlarmPanel key={name} name={name} {...view} />
            </Suspense>
          </div>
        </DialogContent>
      )}
    </Dialog>
  );
}
