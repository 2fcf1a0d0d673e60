"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { fetchSpanLogs, type SpanLogs } from "@/components/traces/trace/span-logs";
import { useTarget } from "@/components/view/use-target";
import type { SpanTree } from "@/lib/traces/show/span-tree";

export type LogsBySpan = ReadonlyMap<number, SpanLogs>;

/** A span that has log lines of its own: the function's part of an invocation. */
export function hasLogs(tree: SpanTree, span: number): boolean {
  return tree.requestId(span) !== null && tree.kind(span) === "function";
}

/** The log lines that were asked for, by span; asking again folds them away. */
export function useSpanLogs(
  tree: SpanTree,
  startMs: number,
  region: string,
): readonly [LogsBySpan, (span: number) => void] {
  const target = useTarget(region);
  const [logs, setLogs] = useState<LogsBySpan>(new Map());
  const running = useRef(new Map<number, AbortController>());
  useEffect(() => {
    const all = running.current;
    return () => {
      for (const controller of all.values()) controller.abort();
      all.clear();
    };
  }, []);
  const toggle = useCallback(
    (span: number) => {
      const requestId = tree.requestId(span);
      if (requestId === null || !hasLogs(tree, span)) return;
      const set = (value: SpanLogs | null) =>
        setLogs((current) => {
          const next = new Map(current);
          if (value === null) next.delete(span);
          else next.set(span, value);
          return next;
        });
      const earlier = running.current.get(span);
      if (earlier) {
        earlier.abort();
        running.current.delete(span);
        return set(null);
      }
      const controller = new AbortController();
      running.current.set(span, controller);
      set({ state: "loading" });
      const question = {
        functionName: tree.service(span),
        requestId,
        target,
        fromMs: startMs + (tree.offsetMs[span] ?? 0),
        toMs: startMs + (tree.endMs[span] ?? 0),
      };
      fetchSpanLogs(question, controller.signal).then(set, () => undefined);
    },
    [tree, startMs, target],
  );
  return [logs, toggle];
}
