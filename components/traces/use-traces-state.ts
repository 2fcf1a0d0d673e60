"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo, useRef } from "react";
import { parseTracesState, type TracesState, writeTracesState } from "@/components/traces/traces-state";
import { BadParameter } from "@/lib/url/bad-parameter";

export interface TracesStateHook {
  readonly state: TracesState;
  /** Writes the address without asking the server for the page. */
  readonly change: (changes: Partial<TracesState>) => void;
}

/** The page's state in the address. What cannot be read leaves the last state that could. */
export function useTracesState(): TracesStateHook {
  const search = useSearchParams();
  const pathname = usePathname();
  const last = useRef<TracesState | null>(null);
  const state = useMemo(() => {
    last.current = stateIn(search) ?? last.current ?? parseTracesState({});
    return last.current;
  }, [search]);
  const change = useCallback(
    (changes: Partial<TracesState>) => {
      const current = new URLSearchParams(window.location.search);
      const before = stateIn(current) ?? parseTracesState({});
      const query = writeTracesState(current, { ...before, ...changes }).toString();
      window.history.pushState(null, "", query ? `${pathname}?${query}` : pathname);
    },
    [pathname],
  );
  return { state, change };
}

function stateIn(search: URLSearchParams): TracesState | null {
  try {
    return parseTracesState(Object.fromEntries(search));
  } catch (error) {
    if (error instanceof BadParameter) return null;
    throw error;
  }
}
