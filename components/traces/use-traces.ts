"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { beginning, loadTraces, type TraceLoad } from "@/components/traces/trace-load";

interface TracesHook {
  readonly load: TraceLoad;
  readonly cancel: () => void;
  readonly again: () => void;
}

/**
 * Reads `url` whenever it or `asOfMs` changes; null reads nothing. When only time went on, what is on screen stays until
 * all of the new is there.
 */
export function useTraces(url: string | null, asOfMs: number): TracesHook {
  const [load, setLoad] = useState<TraceLoad>(beginning);
  const [round, setRound] = useState(0);
  const reading = useRef<AbortController | null>(null);
  const shown = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round or time reads the same address again
  useEffect(() => {
    if (url === null) return;
    const controller = new AbortController();
    reading.current = controller;
    const again = shown.current === url;
    if (!again) setLoad(beginning);
    const tell = (next: TraceLoad) => {
      if (next.phase === "done") shown.current = url;
      if (!again || next.phase !== "loading") setLoad(next);
    };
    void loadTraces(url, controller.signal, tell);
    return () => controller.abort();
  }, [url, round, asOfMs]);
  const cancel = useCallback(() => {
    reading.current?.abort();
    setLoad((last) => (last.phase === "loading" ? { ...last, phase: "cancelled" } : last));
  }, []);
  const again = useCallback(() => {
    // Asked for by hand: then progress is shown, too.
    shown.current = null;
    setRound((last) => last + 1);
  }, []);
  return { load, cancel, again };
}
