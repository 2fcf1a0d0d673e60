import { FunctionsTable } from "@/components/overview/functions-table";
import { PanelState } from "@/components/panel/panel-state";
import { PartialNotice } from "@/components/panel/partial-notice";
import { Panel } from "@/components/ui/panel";
import { TableSkeleton } from "@/components/ui/skeleton";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { FunctionRow } from "@/lib/model/views/overview";

interface FunctionsPanelProps {
  readonly panel: PanelData<readonly FunctionRow[]>;
  readonly configured: boolean;
}

export function FunctionsPanel({ panel, configured }: FunctionsPanelProps) {
  if (panel.state === "ok") return <FunctionsTable rows={panel.data} configured={configured} />;
  if (panel.state === "partial") {
    return (
      <div className="space-y-2">
        <div className="overflow-hidden rounded-lg border border-line">
          <PartialNotice failures={panel.failures} />
        </div>
        <FunctionsTable rows={panel.data} configured={configured} />
      </div>
    );
  }
  return (
    <Panel id="functions" title="Functions">
      <PanelState panel={panel}>{() => null}</PanelState>
    </Panel>
  );
}

export function FunctionsSkeleton() {
  return (
    <Panel id="functions" title="Functions">
      <div className="border-line border-t">
        <TableSkeleton rows={14} label="Loading functions" />
      </div>
    </Panel>
  );
}
