"use client";

import { useEffect, useRef } from "react";
import type { LogClient } from "@/components/logs/log-client";
import { tailUrl } from "@/components/logs/log-urls";
import type { SessionState } from "@/components/logs/protocol";
import { useWatched } from "@/components/view/use-watched";
import { MINUTE_MS } from "@/lib/base/time";
import { type SourceRef, sourceKey } from "@/lib/url/log-sources";
import type { TargetParams } from "@/lib/url/target-params";

/** Live Tail is billed by the minute: nobody pays for lines that nobody sees. */
const UNSEEN_MS = 5 * MINUTE_MS;

/**
 * Follows the sources from where the load ended, for as long as it is wanted. A tab that was out of sight for minutes stops,
 * and goes on from where it was when it is back.
 */
export function useTail(
  client: LogClient,
  { phase, nowMs, tail }: SessionState,
  wanted: boolean,
  target: TargetParams,
  sources: readonly SourceRef[],
): void {
  const src = sources.map(sourceKey).join(",");
  const watched = useWatched(UNSEEN_MS);
  const reachedMs = useRef(0);
  const watermarkMs = tail?.watermarkMs ?? null;
  useEffect(() => {
    if (watermarkMs !== null) reachedMs.current = watermarkMs;
  }, [watermarkMs]);
  const ready = wanted && watched && nowMs !== null && (phase === "done" || phase === "cancelled");
  useEffect(() => {
    if (!ready || nowMs === null) return;
    client.send({ type: "tail", url: tailUrl(target, src, Math.max(nowMs, reachedMs.current)) });
    return () => client.send({ type: "tail", url: null });
  }, [client, ready, target, src, nowMs]);
}
