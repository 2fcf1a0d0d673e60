"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { parseTraceScreen, type TraceScreen, writeTraceScreen } from "@/lib/url/trace-screen";

export type ChangeScreen = (changes: Partial<TraceScreen>) => void;

/** Browsers refuse more than a few changes of the address a second; a held key makes thirty. */
const WRITE_AFTER_MS = 250;

/** The screen of a trace, kept in the address a moment later. Asks the server for nothing, leaves no step to go back to. */
export function useTraceScreen(): readonly [TraceScreen, ChangeScreen] {
  const search = useSearchParams();
  const [screen, setScreen] = useState(() => parseTraceScreen(Object.fromEntries(search)));
  const written = useRef(screen);
  const change = useCallback(
    (changes: Partial<TraceScreen>) => setScreen((current) => ({ ...current, ...changes })),
    [],
  );
  useEffect(() => {
    if (written.current === screen) return;
    const timer = setTimeout(() => {
      written.current = screen;
      const query = writeTraceScreen(new URLSearchParams(window.location.search), screen).toString();
      const path = window.location.pathname;
      window.history.replaceState(null, "", query ? `${path}?${query}` : path);
    }, WRITE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [screen]);
  return [screen, change];
}
