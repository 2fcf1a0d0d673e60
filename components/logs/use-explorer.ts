"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import type { LogClient } from "@/components/logs/log-client";
import type { SessionState } from "@/components/logs/protocol";
import { type LogView, logViews } from "@/lib/url/logs";

/** A link to a line: found once it is loaded, shown in its place. */
export function usePermalink(
  client: LogClient,
  session: SessionState,
  eventId: string | null,
  show: (line: number) => void,
): number | null {
  const [place, setPlace] = useState<number | null>(null);
  const found = useRef<string | null>(null);
  const version = session.result?.version ?? 0;
  useEffect(() => {
    if (eventId === null || found.current === eventId || version === 0) return;
    client.ask("find", { eventId }).then(
      (answer) => {
        if (!answer) return;
        found.current = eventId;
        setPlace(answer.place);
        show(answer.line);
      },
      () => undefined,
    );
  }, [client, eventId, version, show]);
  return place;
}

/** f: filter; m: mask secrets; 1 2 3: views. */
export function usePageKeys(
  input: RefObject<HTMLInputElement | null>,
  view: LogView,
  setView: (view: LogView) => void,
  toggleMask: () => void,
): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
      const { target } = event;
      if (
        target instanceof HTMLElement &&
        target.closest("input, textarea, select, [role=dialog], [role=listbox]")
      )
        return;
      const next = logViews[Number(event.key) - 1];
      if (event.key === "f") input.current?.focus();
      else if (event.key === "m") toggleMask();
      else if (next && next !== view) setView(next);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [input, view, setView, toggleMask]);
}
