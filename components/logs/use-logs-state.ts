"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo, useRef } from "react";
import { type LogsState, parseLogsState, writeLogsState } from "@/components/logs/logs-state";
import { BadParameter } from "@/lib/url/bad-parameter";

interface LogsStateHook {
  readonly state: LogsState;
  /** Writes the address without asking the server for the page; `replace` leaves no step to go back to. */
  readonly change: (changes: Partial<LogsState>, how?: "push" | "replace") => void;
}

/** The Logs page's state in the address. What cannot be read leaves the last state that could. */
export function useLogsState(): LogsStateHook {
  const search = useSearchParams();
  const pathname = usePathname();
  const last = useRef<LogsState | null>(null);
  const state = useMemo(() => {
    try {
      last.current = parseLogsState(Object.fromEntries(search));
    } catch (error) {
      if (!(error instanceof BadParameter)) throw error;
      last.current ??= parseLogsState({});
    }
    return last.current;
  }, [search]);
  const change = useCallback(
    (changes: Partial<LogsState>, how: "push" | "replace" = "push") => {
      const current = new URLSearchParams(window.location.search);
      const query = writeLogsState(current, { ...stateIn(current), ...changes }).toString();
      const url = query ? `${pathname}?${query}` : pathname;
      if (how === "push") window.history.pushState(null, "", url);
      else window.history.replaceState(null, "", url);
    },
    [pathname],
  );
  return { state, change };
}

function stateIn(search: URLSearchParams): LogsState {
  try {
    return parseLogsState(Object.fromEntries(search));
  } catch {
    return parseLogsState({});
  }
}
