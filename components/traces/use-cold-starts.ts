"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTarget } from "@/components/view/use-target";
import type { TraceRow } from "@/lib/model/views/traces";
import type { TargetParams } from "@/lib/url/target-params";

/** The pointer or the keyboard rests on these rows before their documents are paid for. */
const REST_MS = 400;
/** Five calls of five traces. */
const AT_ONCE = 25;

interface ColdStartsHook {
  /** The rows, with what became known of them. */
  readonly rows: readonly TraceRow[];
  /** Tells which rows are on screen. */
  readonly look: (rows: readonly TraceRow[]) => void;
  readonly asking: boolean;
}

/** Cold starts of the rows on screen, which summaries do not tell: read from the documents, a few at a time. */
export function useColdStarts(rows: readonly TraceRow[], region: string): ColdStartsHook {
  const target = useTarget(region);
  const [known, setKnown] = useState<ReadonlyMap<string, boolean | null>>(new Map());
  const [wanted, setWanted] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState(false);
  const asked = useRef(new Set<string>());
  const look = useCallback((seen: readonly TraceRow[]) => {
    const ids = seen.filter(({ cold }) => cold === null).map(({ traceId }) => traceId);
    const missing = ids.filter((id) => !asked.current.has(id)).slice(0, AT_ONCE);
    setWanted((last) => (missing.join() === last.join() ? last : missing));
  }, []);
  useEffect(() => {
    if (wanted.length === 0) return;
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      for (const id of wanted) asked.current.add(id);
      setAsking(true);
      const found = await ask(wanted, target, controller.signal);
      setAsking(false);
      if (found === null) {
        // Left in the middle, or refused: another look may ask again.
        if (controller.signal.aborted) for (const id of wanted) asked.current.delete(id);
        return;
      }
      setKnown((last) => new Map([...last, ...found]));
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [wanted, target]);
  const merged = useMemo(
    () =>
      known.size === 0
        ? rows
        : rows.map((row) => {
            const cold = row.cold ?? known.get(row.traceId) ?? null;
            return cold === row.cold ? row : { ...row, cold };
          }),
    [rows, known],
  );
  return { rows: merged, look, asking };
}

async function ask(
  ids: readonly string[],
  target: TargetParams,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, boolean | null> | null> {
  try {
    const search = new URLSearchParams({ ids: ids.join(","), ...target });
    const response = await fetch(`/api/traces/cold-starts?${search}`, { signal });
    if (!response.ok) return null;
    const body: unknown = await response.json();
    if (typeof body !== "object" || body === null || !("coldStarts" in body)) return null;
    const answers = Object.entries(body.coldStarts ?? {});
    return new Map(answers.map(([id, cold]) => [id, typeof cold === "boolean" ? cold : null]));
  } catch {
    return null;
  }
}
