"use client";

import { cn } from "@/components/ui/class-names";
import { statusText } from "@/components/ui/status";
import { useSlot } from "@/components/view/publish";
import { type RequestSubject, resolvedView, showRequests } from "@/components/view/view-store";
import type { Health } from "@/lib/model/views/common";

interface EvidenceButtonProps {
  readonly reason: string;
  readonly health: Health;
  readonly subject: RequestSubject;
}

/** Why a row is not well, leading to the requests of the whole window that show it. */
export function EvidenceButton({ reason, health, subject }: EvidenceButtonProps) {
  const requestsOf = useSlot(showRequests);
  const view = useSlot(resolvedView);
  return (
    <button
      type="button"
      disabled={requestsOf === null || view === null}
      aria-label={`${reason}: show the failing requests of ${subject.name}`}
      title={reason}
      className={cn(
        "min-w-0 truncate text-left text-xs hover:underline max-sm:hidden",
        statusText(health) || "text-ink-3",
      )}
      onClick={() => {
        if (!view) return;
        const { fromMs, toMs } = view;
        requestsOf?.({ fromMs, toMs, chart: { title: "Throttles", unit: "count" }, of: subject });
      }}
    >
      {reason}
    </button>
  );
}
