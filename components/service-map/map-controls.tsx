import { Maximize, Minus, Plus } from "lucide-react";
import type { PanZoom } from "@/components/service-map/use-pan-zoom";
import { Button } from "@/components/ui/button";

export function MapControls({ panZoom }: { readonly panZoom: PanZoom }) {
  return (
    <div className="absolute right-3 bottom-3 flex flex-col gap-1">
      <Button size="icon" aria-label="Zoom in" onClick={panZoom.zoomIn}>
        <Plus aria-hidden />
      </Button>
      <Button size="icon" aria-label="Zoom out" onClick={panZoom.zoomOut}>
        <Minus aria-hidden />
      </Button>
      <Button size="icon" aria-label="Show the whole map" onClick={panZoom.fitWhole}>
        <Maximize aria-hidden />
      </Button>
    </div>
  );
}
