"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { TableSkeleton } from "@/components/ui/skeleton";
import { useZone } from "@/components/ui/zone-context";
import { type RequestSubject, type RequestsWanted, showRequests } from "@/components/view/view-store";
import { formatWindow } from "@/lib/base/format-time";
import { ceilTo, floorTo, MINUTE_MS } from "@/lib/base/time";

const ThrottleEvidence = lazy(() =>
  import("@/components/logs/drill-down/throttle-evidence").then((module) => ({
    default: module.ThrottleEvidence,
  })),
);
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
  /** What parts of the page mean when they name a subject by a word. */
  readonly subjects?: Readonly<Record<string, RequestSubject>>;
  /** The function, where AWS throttled it in this window. */
  readonly throttled?: string | null;
}

/** Lets the charts of a page ask who was behind a range: a panel with its requests. Draws nothing until then. */
export function DrillDown({ subject, sources, region, subjects = {}, throttled = null }: DrillDownProps) {
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
  const page: RequestSubject = { name: subject, sources, throttled };
  const of = typeof wanted.of === "string" ? (subjects[wanted.of] ?? page) : (wanted.of ?? page);
  const panel = (read: readonly string[]) => (
    <DrillDownPanel
      key={`${fromMs} ${toMs}`}
      fromMs={fromMs}
      toMs={toMs}
      region={region}
      sources={read}
      firstFocus={chart.unit === "ms" ? "slowest" : "failing"}
    />
  );
  return (
    <Dialog open onOpenChange={(open) => setWanted(open ? wanted : null)}>
      <DialogContent
        place="right"
        title={`Requests of ${of.name}`}
        description={`${formatWindow(fromMs, toMs, zone)}, chosen on ${chart.title}`}
        data-testid="drill-down"
        onEscapeKeyDown={(event) => {
          // Escape closes the open line first.
          if (document.querySelector("[data-testid=drill-down] [data-testid=line-panel]"))
            event.preventDefault();
        }}
      >
        <Suspense fallback={<TableSkeleton rows={8} label="Loading requests" />}>
          {of.throttled === null ? (
            panel(of.sources)
          ) : (
            <ThrottleEvidence functionName={of.throttled} sources={of.sources} region={region}>
              {panel}
            </ThrottleEvidence>
          )}
        </Suspense>
      </DialogContent>
    </Dialog>
  );
}
