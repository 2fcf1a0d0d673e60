"use client";

import { useEffect, useRef } from "react";
import type { LogClient } from "@/components/logs/log-client";
import type { SessionState } from "@/components/logs/protocol";

/** Reads the equal window before once the window itself is read whole, for as long as somebody looks at changes. */
export function useComparison(
  client: LogClient,
  { phase, previous, done }: SessionState,
  wanted: boolean,
  url: () => string,
): void {
  const latest = useRef(url);
  latest.current = url;
  // A window that was cut short would look quieter than it was.
  const ready = wanted && phase === "done" && previous === "idle" && !done?.truncated;
  useEffect(() => {
    if (ready) client.send({ type: "loadPrevious", url: latest.current() });
  }, [client, ready]);
}
