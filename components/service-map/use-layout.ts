"use client";

import { useEffect, useMemo, useState } from "react";
import type { LayoutAnswer, LayoutRequest } from "@/components/service-map/worker/layout-protocol";
import type { Layout } from "@/lib/service-map/layout";
import type { VisibleMap } from "@/lib/service-map/visible";

export interface LayoutState {
  /** The last layout that was made, so that the map stays while the next one is on its way. */
  readonly layout: Layout | null;
  readonly error: string | null;
}

let worker: Worker | null = null;
let asked = 0;

/** One worker for the page, started when the first map is laid out. */
function layoutWorker(): Worker {
  worker ??= new Worker(new URL("./worker/layout-worker.ts", import.meta.url), { type: "module" });
  return worker;
}

/** Lays out the map off the main thread; only nodes, edges and their ids matter to it. */
export function useLayout({ nodes, edges }: VisibleMap): LayoutState {
  const [state, setState] = useState<LayoutState>({ layout: null, error: null });
  const shape = useMemo(
    () =>
      JSON.stringify({
        nodes: nodes.map(({ id }) => id),
        edges: edges.map(({ id, from, to }) => ({ id, from, to })),
      }),
    [nodes, edges],
  );
  useEffect(() => {
    asked++;
    const request: LayoutRequest = { id: asked, input: JSON.parse(shape) };
    const port = layoutWorker();
    const receive = ({ data }: MessageEvent<LayoutAnswer>) => {
      if (data.id !== request.id) return;
      setState((last) => ({ layout: data.layout ?? last.layout, error: data.error }));
    };
    const fail = (event: ErrorEvent) =>
      setState((last) => ({ ...last, error: event.message || "The layout worker could not start." }));
    port.addEventListener("message", receive);
    port.addEventListener("error", fail);
    port.postMessage(request);
    return () => {
      port.removeEventListener("message", receive);
      port.removeEventListener("error", fail);
    };
  }, [shape]);
  return state;
}
