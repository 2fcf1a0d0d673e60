"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type ColdStartWindow, fetchColdStarts } from "@/components/cold-starts/cold-start-client";
import { readsLinesAtOnce, sumsUpAtOnce } from "@/lib/cold-starts/show/reading-way";
import type { ColdStarts } from "@/lib/model/views/cold-starts";
import type { ColdStartWay } from "@/lib/url/cold-starts";

export type ColdStartState =
  | { readonly phase: "asking" }
  /** Too much to read without asking: the figures are not there, the estimate is. */
  | { readonly phase: "offered"; readonly told: ColdStarts }
  | { readonly phase: "reading"; readonly by: ColdStartWay; readonly sinceMs: number }
  | { readonly phase: "found"; readonly told: ColdStarts }
  /** Not AWS, but the way to our own server, or a parameter that it refused. */
  | { readonly phase: "failed"; readonly message: string };

interface ColdStartsHook {
  readonly state: ColdStartState;
  /** Runs the query of Logs Insights, which is paid. */
  readonly sumUp: () => void;
  /** Ends what is under way; the estimate is shown instead. */
  readonly stop: () => void;
  readonly again: () => void;
}

/** Answers of this tab, so that going back does not pay or wait again. */
const kept = new Map<string, ColdStarts>();
const MOST_KEPT = 8;

/**
 * What `/api/cold-starts` says of a window. Little is read at once by lines, more is summed up at once where that costs
 * next to nothing; of all else only the estimate is asked for, and nothing is paid before `sumUp`.
 * @param by the way that the address names; null: what is there decides
 * @param visit another one for each time that the page is loaded or retried: what failed is then asked again
 */
export function useColdStarts(
  window: ColdStartWindow,
  by: ColdStartWay | null,
  visit: string,
): ColdStartsHook {
  const [state, setState] = useState<ColdStartState>({ phase: "asking" });
  const flight = useRef<AbortController | null>(null);
  const { fromMs, toMs, target } = window;
  const names = window.functions.join(",");
  const key = [...Object.values(target), fromMs, toMs, names, by].join(" ");

  const start = useCallback(
    async (run: (signal: AbortSignal, where: ColdStartWindow) => Promise<ColdStarts | null>) => {
      flight.current?.abort();
      const leaving = new AbortController();
      flight.current = leaving;
      const where = { fromMs, toMs, target, functions: names === "" ? [] : names.split(",") };
      try {
        const told = await run(leaving.signal, where);
        if (told === null || leaving.signal.aborted) return;
        setState(told.state === "complete" ? { phase: "found", told } : { phase: "offered", told });
        if (told.state === "complete" && told.failures.length === 0) keep(key, told);
      } catch (error) {
        if (leaving.signal.aborted) return;
        setState({ phase: "failed", message: error instanceof Error ? error.message : String(error) });
      }
    },
    [fromMs, toMs, target, names, key],
  );

  const ask = useCallback(
    () =>
      start(async (signal, where) => {
        const known = kept.get(key);
        if (known !== undefined) return known;
        const routes = where.functions.length !== 1;
        if (by !== "lines") {
          setState({ phase: "asking" });
          // Without routes: what the functions hold decides, and few are answered by this already.
          const told = await fetchColdStarts(where, { by }, signal);
          const atOnce = by === null && readsLinesAtOnce(told.estimate, where.toMs - where.fromMs);
          if (told.state === "complete" && !routes) return told;
          if (told.state !== "complete" && !atOnce) {
            const whole = routes ? await fetchColdStarts(where, { by: "insights", routes }, signal) : told;
            if (by !== null || !sumsUpAtOnce(whole.estimate)) return whole;
            setState(reading("insights"));
            return fetchColdStarts(where, { by: "insights", consent: true, routes }, signal);
          }
        }
        setState(reading("lines"));
        return fetchColdStarts(where, { by: "lines", routes }, signal);
      }),
    [start, by, key],
  );
  const estimateOnly = useCallback(
    () =>
      start((signal, where) => {
        setState({ phase: "asking" });
        return fetchColdStarts(where, { by: "insights", routes: where.functions.length !== 1 }, signal);
      }),
    [start],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new visit asks again
  useEffect(() => {
    void ask();
    return () => flight.current?.abort();
  }, [ask, visit]);

  return {
    state,
    sumUp: () =>
      void start((signal, where) => {
        setState(reading("insights"));
        return fetchColdStarts(
          where,
          { by: "insights", consent: true, routes: where.functions.length !== 1 },
          signal,
        );
      }),
    stop: () => void estimateOnly(),
    again: () => {
      kept.delete(key);
      void ask();
    },
  };
}

function reading(by: ColdStartWay): ColdStartState {
  return { phase: "reading", by, sinceMs: Date.now() };
}

function keep(key: string, told: ColdStarts): void {
  kept.delete(key);
  kept.set(key, told);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}
