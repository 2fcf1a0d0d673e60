"use client";

import { useEffect, useRef, useState } from "react";
import { useTarget } from "@/components/view/use-target";
import type { CostBill } from "@/lib/model/views/cost";
import type { Cost } from "@/lib/model/views/cost-answer";
import type { TargetParams } from "@/lib/url/target-params";

export interface BillAsked {
  readonly fromMs: number;
  readonly toMs: number;
  readonly region: string;
  /** Parameter `fn`; null: the whole account. */
  readonly fn: string | null;
}

export type ExactBill =
  | { readonly phase: "idle" }
  /** Finding out what it would cost. */
  | { readonly phase: "asking" }
  | { readonly phase: "offered"; readonly estimate: NonNullable<CostBill["estimate"]> }
  | { readonly phase: "running" }
  | { readonly phase: "found"; readonly bill: CostBill }
  | { readonly phase: "failed"; readonly message: string };

interface ExactBillHook {
  readonly state: ExactBill;
  /** Asks what the query would scan and cost. Nothing is paid. */
  readonly ask: () => void;
  /** Runs it. */
  readonly run: () => void;
  readonly stop: () => void;
}

/**
 * The bill of a window by Logs Insights, which costs what it scans: asked for in two steps, and never by an address.
 * @param offered what it would cost, where that is known already
 */
export function useExactBill(asked: BillAsked, offered: CostBill["estimate"]): ExactBillHook {
  const target = useTarget(asked.region);
  const start: ExactBill = offered === null ? { phase: "idle" } : { phase: "offered", estimate: offered };
  const [state, setState] = useState<ExactBill>(start);
  const flight = useRef<AbortController | null>(null);
  useEffect(() => () => flight.current?.abort(), []);

  const fetchBill = async (consent: boolean) => {
    flight.current?.abort();
    const leaving = new AbortController();
    flight.current = leaving;
    setState({ phase: consent ? "running" : "asking" });
    try {
      const found = await exactBill(asked, target, consent, leaving.signal);
      if (!leaving.signal.aborted) setState(found);
    } catch (error) {
      if (leaving.signal.aborted) return;
      setState({ phase: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  };
  return {
    state,
    ask: () => void fetchBill(false),
    run: () => void fetchBill(true),
    stop: () => {
      flight.current?.abort();
      setState(start);
    },
  };
}

async function exactBill(
  asked: BillAsked,
  target: TargetParams,
  consent: boolean,
  signal: AbortSignal,
): Promise<ExactBill> {
  const { fromMs, toMs, fn } = asked;
  const search = new URLSearchParams({ from: String(fromMs), to: String(toMs), ...target, by: "insights" });
  if (fn !== null) search.set("fn", fn);
  if (consent) search.set("consent", "true");
  const response = await fetch(`/api/cost?${search}`, { signal });
  const body = (await response.json()) as CostAnswer;
  if ("error" in body) return { phase: "failed", message: body.error.message };
  const { bill, meta } = body;
  if (bill === null) {
    const missing = meta.incomplete.find(({ what }) => what === "bill") ?? meta.incomplete[0];
    return { phase: "failed", message: missing?.reason ?? "The bill could not be read." };
  }
  if (bill.state === "complete" && bill.by !== "metrics") return { phase: "found", bill };
  if (!consent && bill.estimate !== null) return { phase: "offered", estimate: bill.estimate };
  const reason = meta.incomplete[0]?.reason ?? bill.notes[0] ?? "Logs Insights did not answer.";
  return { phase: "failed", message: reason };
}

/** Our own server's answer, as documented in docs/json.md: what is cast to this has passed its schema's tests. */
type CostAnswer = Cost | { readonly error: { readonly message: string } };
