import { PanelState } from "@/components/panel/panel-state";
import { PartialNotice } from "@/components/panel/partial-notice";
import { MapLoader } from "@/components/service-map/map-loader";
import { Panel } from "@/components/ui/panel";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { ServiceMap } from "@/lib/model/views/service-map";

/** The map, or why there is none. What is missing from it is said above it. */
export function MapPanel({ panel }: { readonly panel: PanelData<ServiceMap> }) {
  if (panel.state === "ok") return <MapLoader map={panel.data} />;
  if (panel.state === "partial") {
    return (
      <div className="space-y-2">
        <div className="overflow-hidden rounded-lg border border-line">
          <PartialNotice failures={panel.failures} />
        </div>
        {panel.data.nodes.length > 0 ? <MapLoader map={panel.data} /> : null}
      </div>
    );
  }
  return (
    <Panel title="Service map">
      <PanelState panel={panel}>{() => null}</PanelState>
    </Panel>
  );
}
