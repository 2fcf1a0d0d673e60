import { PanelState } from "@/components/panel/panel-state";
import { AdviceList } from "@/components/request/advice-list";
import { AxisPanel } from "@/components/request/axis-panel";
import { ConflictList } from "@/components/request/conflict-list";
import { CostPanel } from "@/components/request/cost-panel";
import { IdsPanel } from "@/components/request/ids-panel";
import { InvocationsPanel } from "@/components/request/invocations-panel";
import { LinesPanel } from "@/components/request/lines-panel";
import { NotFoundPanel } from "@/components/request/not-found-panel";
import { RemarksPanel } from "@/components/request/remarks-panel";
import { SearchPanel } from "@/components/request/search-panel";
import { Panel } from "@/components/ui/panel";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { RequestFindings } from "@/lib/model/views/request";

/** Everything that is known of the request, or where it was looked for in vain. */
export function RequestFindingsView({ panel }: { readonly panel: PanelData<RequestFindings> }) {
  if (panel.state !== "ok" && panel.state !== "partial") {
    return (
      <Panel title="The request">
        <PanelState panel={panel}>{() => null}</PanelState>
      </Panel>
    );
  }
  const { data } = panel;
  return (
    <>
      {panel.state === "partial" ? (
        <div className="overflow-hidden rounded-lg border border-line">
          <PanelState panel={panel}>{() => null}</PanelState>
        </div>
      ) : null}
      {data.found ? <Found findings={data} /> : <NotFoundPanel findings={data} />}
      <AdviceList advice={data.notLogged} found={data.found} />
      <SearchPanel findings={data} />
    </>
  );
}

function Found({ findings }: { readonly findings: RequestFindings }) {
  return (
    <>
      <ConflictList conflicts={findings.conflicts} />
      <AxisPanel
        rows={findings.axis}
        answeredMs={findings.gateways[0]?.endMs ?? null}
        startMs={findings.startMs}
      />
      <InvocationsPanel findings={findings} />
      <IdsPanel ids={findings.ids} others={findings.others} />
      <LinesPanel findings={findings} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <CostPanel cost={findings.cost} />
        <RemarksPanel findings={findings} />
      </div>
    </>
  );
}
