"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { TableSkeleton } from "@/components/ui/skeleton";
import type { ColdStartWay } from "@/lib/url/cold-starts";

interface ReadingNowProps {
  readonly by: ColdStartWay;
  readonly sinceMs: number;
  readonly onStop: () => void;
}

/** While it is read: by which way, for how long so far, and how to end it. */
export function ReadingNow({ by, sinceMs, onStop }: ReadingNowProps) {
  const seconds = useSecondsSince(sinceMs);
  return (
    <div className="space-y-4">
      <section
        aria-label="Reading"
        data-testid="cold-reading"
        className="rounded-lg border border-line bg-surface px-4 py-3"
      >
        <div className="flex flex-wrap items-center gap-2">
          <p role="status" aria-label="Loading cold starts" className="min-w-0 grow">
            <span className="font-medium">
              {by === "lines" ? "Reading the platform's log lines" : "Logs Insights sums up"}
            </span>
            <span className="text-ink-3" aria-hidden>
              {seconds > 0 ? `, ${seconds} s` : ""}
            </span>
          </p>
          <Button size="sm" onClick={onStop}>
            Stop
          </Button>
        </div>
        <div className="mt-2 h-1 overflow-hidden rounded-sm bg-line" aria-hidden>
          <div className="pulse-quiet h-full w-full bg-ink-3" />
        </div>
        <p className="pt-2 text-ink-3 text-xs">
          {by === "lines"
            ? "Free. Many functions or much traffic take half a minute. Stop to choose another way to read."
            : "What was scanned until you stop is paid."}
        </p>
      </section>
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        <TableSkeleton rows={8} label="Loading functions" />
      </div>
    </div>
  );
}

function useSecondsSince(sinceMs: number): number {
  const [nowMs, setNowMs] = useState(sinceMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.round((nowMs - sinceMs) / 1_000));
}
