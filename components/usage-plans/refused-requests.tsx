"use client";

import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { TableSkeleton } from "@/components/ui/skeleton";
import { useTarget } from "@/components/view/use-target";
import { formatUsd } from "@/lib/base/format-money";
import { formatBytes } from "@/lib/base/format-size";
import type { Refused } from "@/lib/model/views/refused";
import { apiPath } from "@/lib/url/view-params";

const RefusedResult = lazy(() =>
  import("@/components/usage-plans/refused-result").then((module) => ({ default: module.RefusedResult })),
);

interface RefusedRequestsProps {
  readonly apiId: string;
  readonly stage: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly region: string;
}

type State =
  | { readonly phase: "idle" }
  | { readonly phase: "asking" | "counting" }
  | { readonly phase: "told"; readonly refused: Refused }
  | { readonly phase: "failed"; readonly message: string };

/** Counts the requests that were answered with 429, in the logs: what it costs is told before anything is read. */
export function RefusedRequests({ apiId, stage, fromMs, toMs, region }: RefusedRequestsProps) {
  const target = useTarget(region);
  const [state, setState] = useState<State>({ phase: "idle" });
  const flight = useRef<AbortController | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another window is another question
  useEffect(() => {
    setState({ phase: "idle" });
    return () => flight.current?.abort();
  }, [apiId, stage, fromMs, toMs, target]);

  async function ask(consent: boolean) {
    flight.current?.abort();
    const leaving = new AbortController();
    flight.current = leaving;
    setState({ phase: consent ? "counting" : "asking" });
    const search = new URLSearchParams({ from: String(fromMs), to: String(toMs), ...target });
    if (consent) search.set("consent", "true");
    try {
      const response = await fetch(`/api${apiPath(apiId, stage)}/refused?${search}`, {
        signal: leaving.signal,
      });
      if (!response.ok) throw new Error(`The server answered ${response.status} ${response.statusText}.`);
      setState({ phase: "told", refused: ownAnswer(await response.json()) });
    } catch (error) {
      if (leaving.signal.aborted) return;
      setState({ phase: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  }

  return (
    <section aria-label="Refused requests" data-testid="refused" className="border-line border-t">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
        <h3 className="font-semibold">Refused with 429</h3>
        <Asking state={state} onAsk={() => void ask(false)} onCount={() => void ask(true)} />
      </div>
      {state.phase === "counting" ? <TableSkeleton rows={3} label="Counting refused requests" /> : null}
      {state.phase === "told" && state.refused.state !== "offered" ? (
        <Suspense fallback={<TableSkeleton rows={3} label="Loading refused requests" />}>
          <RefusedResult refused={state.refused} />
        </Suspense>
      ) : null}
    </section>
  );
}

interface AskingProps {
  readonly state: State;
  readonly onAsk: () => void;
  readonly onCount: () => void;
}

function Asking({ state, onAsk, onCount }: AskingProps) {
  if (state.phase === "asking" || state.phase === "counting") {
    return (
      <span role="status" className="text-ink-2">
        {state.phase === "asking" ? "Asking what it would cost…" : "Logs Insights counts…"}
      </span>
    );
  }
  if (state.phase === "failed") {
    return (
      <>
        <span role="alert">{state.message}</span>
        <Button size="sm" onClick={onAsk}>
          Try again
        </Button>
      </>
    );
  }
  if (state.phase === "told" && state.refused.state !== "offered") return null;
  if (state.phase === "told") {
    const { bytes, costUsd, pricesAsOf } = state.refused.estimate;
    return (
      <>
        <span className="text-ink-2">
          {bytes === null || costUsd === null
            ? "What it costs cannot be estimated: log groups are too new, or may not be described."
            : `Logs Insights reads about ${formatBytes(bytes)} for about ${formatUsd(costUsd)}, right within a factor of a few (prices of ${pricesAsOf}).`}
        </span>
        <Button size="sm" variant="solid" onClick={onCount}>
          Count now
        </Button>
      </>
    );
  }
  return (
    <>
      <span className="text-ink-2">
        Unknown: no metric tells 429 from other 4xx. The logs of the stage may.
      </span>
      <Button size="sm" onClick={onAsk}>
        Count in the logs…
      </Button>
    </>
  );
}

/** Our own server wrote it by `refusedSchema`; its tests hold it to that. */
function ownAnswer(body: unknown): Refused {
  return body as Refused;
}
