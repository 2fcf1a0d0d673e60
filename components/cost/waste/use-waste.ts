"use client";

import { useEffect, useRef, useState } from "react";
import type { BillAsked } from "@/components/cost/bill/use-exact-bill";
import { useTarget } from "@/components/view/use-target";
import type { CostWaste, CostWasteAnswer } from "@/lib/model/views/cost-waste";
import type { TargetParams } from "@/lib/url/target-params";

export type WasteInLogs =
  | { readonly phase: "idle" }
  | { readonly phase: "running" }
  /** `missing` says what of it could not be read; null: all was. */
  | { readonly phase: "found"; readonly waste: CostWaste; readonly missing: string | null }
  | { readonly phase: "failed"; readonly message: string };

interface WasteHook {
  readonly state: WasteInLogs;
  readonly run: () => void;
  readonly stop: () => void;
}

/** What log lines tell of waste, which costs what it scans: asked for by a press, and never by an address. */
export function useWaste(asked: BillAsked): WasteHook {
  const target = useTarget(asked.region);
  const [state, setState] = useState<WasteInLogs>({ phase: "idle" });
  const flight = useRef<AbortController | null>(null);
  useEffect(() => () => flight.current?.abort(), []);

  const run = async () => {
    flight.current?.abort();
    const leaving = new AbortController();
    flight.current = leaving;
    setState({ phase: "running" });
    try {
      const found = await wasteInLogs(asked, target, leaving.signal);
      if (!leaving.signal.aborted) setState(found);
    } catch (error) {
      if (leaving.signal.aborted) return;
      setState({ phase: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  };
  return {
    state,
    run: () => void run(),
    stop: () => {
      flight.current?.abort();
      setState({ phase: "idle" });
    },
  };
}

async function wasteInLogs(
  { fromMs, toMs, fn }: BillAsked,
  target: TargetParams,
  signal: AbortSignal,
): Promise<WasteInLogs> {
  const search = new URLSearchParams({ from: String(fromMs), to: String(toMs), ...target, consent: "true" });
  if (fn !== null) search.set("fn", fn);
  const response = await fetch(`/api/cost/waste?${search}`, { signal });
  const body = (await response.json()) as WasteBody;
  if ("error" in body) return { phase: "failed", message: body.error.message };
  const { waste, meta } = body;
  const missing = meta.incomplete[0]?.reason ?? null;
  if (waste === null || waste.logs.state !== "complete") {
    return { phase: "failed", message: missing ?? "Logs Insights did not answer." };
  }
  return { phase: "found", waste, missing };
}

/** Our own server's answer, as documented in docs/json.md: what is cast to this has passed its schema's tests. */
type WasteBody = CostWasteAnswer | { readonly error: { readonly message: string } };
