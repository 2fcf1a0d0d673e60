"use client";

import { Hourglass } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { TableSkeleton } from "@/components/ui/skeleton";
import { useTarget } from "@/components/view/use-target";
import { ViewLink } from "@/components/view/view-link";
import { type Callers, callersSchema } from "@/lib/model/views/callers";
import { coldStartsPath } from "@/lib/url/cold-starts-path";
import { MAX_SOURCES } from "@/lib/url/log-sources";
import { apiPath, functionPath } from "@/lib/url/view-params";

interface ThrottleEvidenceProps {
  readonly functionName: string;
  readonly sources: readonly string[];
  readonly region: string;
  /** Draws the requests of these sources: the function's own and its callers'. */
  readonly children: (sources: readonly string[]) => ReactNode;
}

/** Throttled calls never ran: says so, and adds the logs of the APIs that called. */
export function ThrottleEvidence({ functionName, sources, region, children }: ThrottleEvidenceProps) {
  const callers = useCallers(functionName, region);
  if (callers === undefined) return <TableSkeleton rows={8} label="Finding who calls the function" />;
  const stages = callers?.stages ?? [];
  const reserved = callers?.reservedConcurrency ?? null;
  const all = [...new Set([...sources, ...stages.flatMap((stage) => stage.sources)])].slice(0, MAX_SOURCES);
  return (
    <>
      <div
        role="note"
        data-testid="throttle-evidence"
        className="flex gap-2.5 border-line border-y bg-warning-soft px-4 py-2 text-xs"
      >
        <Hourglass className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
        <div className="min-w-0 space-y-1">
          <p>
            <span className="font-medium">Throttled calls never ran</span>, so {functionName} has no line of
            them. What they left is with their callers.{" "}
            {reserved === null
              ? "No concurrency is reserved for it."
              : `Its reserved concurrency is ${reserved}.`}{" "}
            <ViewLink path={`${coldStartsPath([functionName])}#concurrency`} className="underline">
              Which limit was reached, minute by minute
            </ViewLink>
          </p>
          <p>
            {callers === null
              ? "Which APIs call it could not be read."
              : stages.length === 0
                ? "No API has a route to it: events and other callers retry by themselves, or fail in their own logs."
                : "Requests of these stages are shown below, too: "}
            {stages.map(({ id, name, stage, routes }, index) => (
              <span key={`${id}/${stage}`}>
                {index > 0 ? ", " : ""}
                <ViewLink path={apiPath(id, stage)} className="underline" title={routes.join(", ")}>
                  {name} / {stage}
                </ViewLink>
              </span>
            ))}
          </p>
        </div>
      </div>
      {children(all)}
    </>
  );
}

/** undefined: on its way; null: could not be had. */
function useCallers(name: string, region: string): Callers | null | undefined {
  const target = useTarget(region);
  const [callers, setCallers] = useState<Callers | null | undefined>(undefined);
  useEffect(() => {
    const leaving = new AbortController();
    fetch(`/api${functionPath(name)}/callers?${new URLSearchParams(target)}`, { signal: leaving.signal })
      .then((response) => response.json())
      .then((body) => setCallers(callersSchema.safeParse(body).data ?? null))
      .catch(() => {
        if (!leaving.signal.aborted) setCallers(null);
      });
    return () => leaving.abort();
  }, [name, target]);
  return callers;
}
