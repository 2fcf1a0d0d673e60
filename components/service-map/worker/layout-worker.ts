import type { LayoutAnswer, LayoutRequest } from "@/components/service-map/worker/layout-protocol";
import { layoutMap } from "@/lib/service-map/layout";

/** Lays out maps one after the other. */
self.onmessage = ({ data: { id, input } }: MessageEvent<LayoutRequest>) => {
  self.postMessage(answer(id, input));
};

function answer(id: number, input: LayoutRequest["input"]): LayoutAnswer {
  try {
    return { id, layout: layoutMap(input), error: null };
  } catch (error) {
    return { id, layout: null, error: error instanceof Error ? error.message : String(error) };
  }
}
