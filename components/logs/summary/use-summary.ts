"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type SummaryAsked, type SummaryWindow, summaryUrl } from "@/components/logs/summary/summary-url";
import { readMessages } from "@/components/logs/worker/read-messages";
import type { LogSummary, LogSummaryMessage } from "@/lib/model/views/log-summary";
import { sourceKey } from "@/lib/url/log-sources";
import { type SummaryPart, type SummaryQueries, summaryQueriesText } from "@/lib/url/log-summary";

export interface PartProgress {
  readonly state: "queued" | "running" | "complete";
  readonly bytesScanned: number;
}

export type SummaryState =
  /** Waiting for an estimate, or for results that exist. */
  | { readonly phase: "asking" }
  | { readonly phase: "offered"; readonly summary: LogSummary }
  | {
      readonly phase: "running";
      readonly parts: readonly SummaryPart[];
      readonly estimate: LogSummary["estimate"] | null;
      readonly progress: ReadonlyMap<SummaryPart, PartProgress>;
    }
  | { readonly phase: "found"; readonly summary: LogSummary }
  /** Not AWS, but the way to our own server, or a parameter that it refused. */
  | { readonly phase: "failed"; readonly message: string };

interface SummaryHook {
  readonly state: SummaryState;
  readonly run: (parts: readonly SummaryPart[]) => void;
  readonly stop: () => void;
}

/**
 * What Logs Insights says of a window. Nothing is run, and so nothing paid, before `run`.
 * @param queries results to show at once, from the address; null: only the estimate
 * @param onFound told the ids under which the results can be read again
 */
export function useSummary(
  window: SummaryWindow,
  queries: SummaryQueries | null,
  enabled: boolean,
  onFound: (queries: SummaryQueries) => void,
): SummaryHook {
  const [state, setState] = useState<SummaryState>({ phase: "asking" });
  const flight = useRef<AbortController | null>(null);
  const shown = useRef<string | null>(null);
  const estimate = useRef<LogSummary["estimate"] | null>(null);
  const { fromMs, toMs, target } = window;
  const src = window.sources.map(sourceKey).join(",");
  const wanted = queries === null ? null : summaryQueriesText(queries);

  const ask = useCallback(async (where: SummaryWindow, asked: SummaryAsked) => {
    flight.current?.abort();
    const leaving = new AbortController();
    flight.current = leaving;
    const parts = asked.kind === "run" ? asked.parts : [];
    const progress = new Map<SummaryPart, PartProgress>();
    const running = () =>
      setState({ phase: "running", parts, estimate: estimate.current, progress: new Map(progress) });
    if (asked.kind === "run") running();
    else setState({ phase: "asking" });
    try {
      const url = summaryUrl(where, asked);
      for await (const message of readMessages<LogSummaryMessage>(url, leaving.signal)) {
        if (message.type === "progress") {
          progress.set(message.part, message);
          if (asked.kind === "run") running();
          continue;
        }
        const { summary } = message;
        estimate.current = summary.estimate;
        if (leaving.signal.aborted) return null;
        setState({ phase: asked.kind === "estimate" ? "offered" : "found", summary });
        return summary;
      }
      throw new Error("The answer broke off.");
    } catch (error) {
      if (!leaving.signal.aborted) {
        setState({ phase: "failed", message: error instanceof Error ? error.message : String(error) });
      }
      return null;
    }
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `src` and `wanted` stand for the sources and queries
  useEffect(() => {
    if (!enabled || (wanted !== null && wanted === shown.current)) return;
    shown.current = null;
    void ask(window, queries === null ? { kind: "estimate" } : { kind: "earlier", queries });
  }, [enabled, src, fromMs, toMs, target, wanted, ask]);
  useEffect(() => () => flight.current?.abort(), []);

  const run = async (parts: readonly SummaryPart[]) => {
    const summary = await ask(window, { kind: "run", parts });
    if (summary === null || summary.state !== "complete") return;
    shown.current = summaryQueriesText(summary.queries);
    onFound(summary.queries);
  };
  return {
    state,
    run: (parts) => void run(parts),
    stop: () => void ask(window, { kind: "estimate" }),
  };
}
