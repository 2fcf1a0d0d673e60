"use client";

import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { LogClient } from "@/components/logs/log-client";
import type { Questions } from "@/components/logs/protocol";
import { RowWindow } from "@/components/logs/row-window";

type RowQuestion = "requests" | "lines" | "errors";
type RowOf<N extends RowQuestion> = Questions[N]["answer"][number];

/** Rows of the present result by index; those that the caller wants are on their way. */
export function useRows<N extends RowQuestion>(client: LogClient, name: N): RowWindow<RowOf<N>> {
  const rows = useMemo(
    () => new RowWindow<RowOf<N>>((from, to) => ask(client, name, from, to)),
    [client, name],
  );
  useEffect(() => rows.open(), [rows]);
  useSyncExternalStore(rows.subscribe, rows.count, rows.count);
  return rows;
}

function ask<N extends RowQuestion>(
  client: LogClient,
  name: N,
  from: number,
  to: number,
): Promise<readonly RowOf<N>[]> {
  return client.ask<N>(name, { from, to });
}
