"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { beginning, loadTraces, type TraceLoad } from "@/components/traces/trace-load";

interface TracesHook {
  readonly load: TraceLoad;
  readonly cancel: () => void;
  readonly again: () => void;
}

/** Reads `url` whenever it changes; null reads nothing. */
export function useTraces(url: string | null): TracesHook {
  const [load, setLoad] = useState<TraceLoad>(beginning);
  const [round, setRound] = useState(0);
  const reading = useRef<AbortController | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round reads the same address again
  useEffect(() => {
    if (url === null) return;
    const controller = new AbortController();
    reading.current = controller;
    setLoad(beginning);
    void loadTraces(url, controller.signal, setLoad);
    return () => controller.abort();
  }, [url, round]);
  const cancel = useCallback(() => {
    reading.current?.abort();
    setLoad((last) => (last.phase === "loading" ? { ...last, phase: "cancelled" } : last));
  }, []);
  const again = useCallback(() => setRound((last) => last + 1), []);
  return { load, cancel, again };
}
