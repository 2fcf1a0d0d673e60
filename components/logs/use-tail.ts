"use client";

import { useEffect } from "react";
import type { LogClient } from "@/components/logs/log-client";
import { tailUrl } from "@/components/logs/log-urls";
import type { SessionState } from "@/components/logs/protocol";
import { type SourceRef, sourceKey } from "@/lib/url/log-sources";

/** Follows the sources from where the load ended, for as long as it is wanted. */
export function useTail(
  client: LogClient,
  { phase, nowMs }: SessionState,
  wanted: boolean,
  region: string,
  sources: readonly SourceRef[],
): void {
  const src = sources.map(sourceKey).join(",");
  const ready = wanted && nowMs !== null && (phase === "done" || phase === "cancelled");
  useEffect(() => {
    if (!ready || nowMs === null) return;
    client.send({ type: "tail", url: tailUrl(region, src, nowMs) });
    return () => client.send({ type: "tail", url: null });
  }, [client, ready, region, src, nowMs]);
}
