"use client";

import { useEffect, useRef, useState } from "react";
import type { CostEstimate } from "@/lib/model/views/cost-estimate";

export interface EstimateState {
  /** The last that could be made; stale while `problems` has something. */
  readonly estimate: CostEstimate | null;
  readonly problems: Readonly<Record<string, string>>;
  readonly pending: boolean;
  /** Not a field, but the way to our own server. */
  readonly failure: string | null;
}

/** Long enough not to ask for every digit of a number. */
const PAUSE_MS = 250;

/**
 * The estimate of `query`, asked for again when it changes.
 * @param first what the server said of `firstQuery`
 */
export function useEstimate(
  query: string,
  first: Pick<EstimateState, "estimate" | "problems">,
): EstimateState {
  const [state, setState] = useState<EstimateState>({ ...first, pending: false, failure: null });
  const answered = useRef(query);
  useEffect(() => {
    if (query === answered.current) {
      setState((last) => (last.pending ? { ...last, pending: false } : last));
      return;
    }
    const leaving = new AbortController();
    setState((last) => ({ ...last, pending: true }));
    const timer = setTimeout(() => {
      ask(query, leaving.signal).then(
        (found) => {
          if (leaving.signal.aborted) return;
          answered.current = query;
          setState((last) => ({ ...last, ...found, pending: false, failure: null }));
        },
        (error: unknown) => {
          if (leaving.signal.aborted) return;
          const failure = error instanceof Error ? error.message : String(error);
          setState((last) => ({ ...last, pending: false, failure }));
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [query]);
  return state;
}

async function ask(query: string, signal: AbortSignal): Promise<Partial<EstimateState>> {
  const response = await fetch(`/api/cost/estimate?${query}`, { signal });
  const body = (await response.json()) as EstimateAnswer;
  if (response.ok && "monthly" in body) return { estimate: body, problems: {} };
  if (!("error" in body)) throw new Error(`The server answered ${response.status}.`);
  const { fields, parameter, message } = body.error;
  if (response.status !== 400) throw new Error(message);
  return { problems: fields ?? { [parameter ?? ""]: message } };
}

/** Our own server's answer, as documented in docs/json.md: what is cast to this has passed its schema's tests. */
type EstimateAnswer =
  | CostEstimate
  | {
      readonly error: {
        readonly message: string;
        readonly parameter: string | null;
        readonly fields?: Readonly<Record<string, string>>;
      };
    };
