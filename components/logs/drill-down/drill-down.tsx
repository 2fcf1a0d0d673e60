"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { TableSkeleton } from "@/components/ui/skeleton";
import { useZone } from "@/components/ui/zone-context";
import { type RequestsWanted, showRequests } from "@/components/view/view-store";
import { formatWindow } from "@/lib/base/format-time";
import { ceilTo, floorTo, MINUTE_MS } from "@/lib/base/time";

const DrillDownPanel = lazy(() =>
  import("@/components/logs/drill-down/drill-down-panel").then((module) => ({
    default: module.DrillDownPanel,
  })),
);

interface DrillDownProps {
  /** What the page is about. */
  readonly subject: string;
  /** Parts of the parameter `src`. */
  readonly sources: readonly string[];
  readonly region: string;
}

/** Lets the charts of a page ask who was behind a range: a panel with its requests. Draws nothing until then. */
export function DrillDown({ subject, sources, region }: DrillDownProps) {
  const zone = useZone();
  const [wanted, setWanted] = useState<RequestsWanted | null>(null);
  useEffect(() => {
    showRequests.set((range) =>
      // CloudWatch's metrics have no finer grain than a minute: what a chart shows is the whole of it.
      setWanted({
        ...range,
        fromMs: floorTo(range.fromMs, MINUTE_MS),
        toMs: Math.max(ceilTo(range.toMs, MINUTE_MS), floorTo(range.fromMs, MINUTE_MS) + MINUTE_MS),
      }),
    );
    return () => showRequests.set(null);
  }, []);
  if (wanted === null) return null;
  const { fromMs, toMs, chart } = wanted;
  return (
    <Dialog open onOpenChange={(open) => setWanted(open ? wanted : null)}>
      <DialogContent
        place="right"
        title={`Requests of ${subject}`}
        description={`${formatWindow(fromMs, toMs, zone)}, chosen on ${chart.title}`}
        data-testid="drill-down"
        onEscapeKeyDown={(event) => {
          // Escape closes the open line first.
          if (document.querySelector("[data-testid=drill-down] [data-testid=line-panel]"))
            event.preventDefault();
        }}
      >
        <Suspense fallback={<TableSkeleton rows={8} label="Loading requests" />}>
          <DrillDownPanel
            key={`${fromMs} ${toMs}`}
            fromMs={fromMs}
            toMs={toMs}
            region={region}
            sources={sources}
            firstFocus={chart.unit === "ms" ? "slowest" : "failing"}
          />
        </Suspense>
      </DialogContent>
    </Dialog>
  );
}
