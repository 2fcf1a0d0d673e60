import { Info } from "lucide-react";
import type { ReactNode } from "react";
import { ReleaseRow } from "@/components/deployments/release-row";
import { PanelState } from "@/components/panel/panel-state";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { TableSkeleton } from "@/components/ui/skeleton";
import { Table, Th } from "@/components/ui/table";
import { MINUTE_MS } from "@/lib/base/time";
import { deploymentById } from "@/lib/deployments/deployment-id";
import { releasesOf } from "@/lib/deployments/releases";
import type { Deployment } from "@/lib/model/deployment";
import type { Failure } from "@/lib/model/failure";
import type { Panel as PanelData } from "@/lib/model/panel";

interface DeploymentsPanelProps {
  readonly panel: PanelData<readonly Deployment[]>;
  readonly view: {
    readonly nowMs: number;
    readonly range: { readonly fromMs: number; readonly toMs: number };
  };
  /** Id of the chosen deployment. */
  readonly selected: string | null;
}

/** What was changed in the window, and lately before it: when, what, by whom, and how that is known. */
export function DeploymentsPanel({ panel, view, selected }: DeploymentsPanelProps) {
  const { withoutTrail, whole } = withoutDenial(panel);
  return (
    <Panel title="Deployments" id="deployments" hint="Choose one to compare before and after">
      <PanelState panel={whole}>
        {(deployments) => <Releases deployments={deployments} view={view} selected={selected} />}
      </PanelState>
      {withoutTrail ? <WithoutTrail failure={withoutTrail} /> : null}
      {panel.state === "ok" ? <Late view={view} /> : null}
    </Panel>
  );
}

type ReleasesProps = Omit<DeploymentsPanelProps, "panel"> & { readonly deployments: readonly Deployment[] };

function Releases({ deployments, view, selected }: ReleasesProps) {
  if (deployments.length === 0) {
    return (
      <p className="border-line border-t px-4 py-3 text-ink-2">
        No change is known, in this window or lately before it.
      </p>
    );
  }
  const chosen = selected === null ? null : deploymentById(deployments, selected);
  return (
    <ScrollRegion label="Deployments table" className="border-line border-t">
      <Table data-testid="deployments-table">
        <thead>
          <tr>
            <Th>Time</Th>
            <Th>Change</Th>
            <Th className="max-sm:hidden">By</Th>
            <Th className="max-sm:hidden">Known from</Th>
          </tr>
        </thead>
        <tbody>
          {[...releasesOf(deployments)].reverse().map((release) => (
            <ReleaseRow
              key={release.headline.id}
              release={release}
              inWindow={release.headline.atMs >= view.range.fromMs}
              chosen={chosen !== null && release.members.includes(chosen)}
            />
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}

/** The right is optional: going without it is a way to run the dashboard, not trouble. */
function withoutDenial(panel: PanelData<readonly Deployment[]>): {
  readonly withoutTrail: Failure | null;
  readonly whole: PanelData<readonly Deployment[]>;
} {
  if (panel.state !== "partial") return { withoutTrail: null, whole: panel };
  const others = panel.failures.filter((failure) => !isDenial(failure));
  return {
    withoutTrail: panel.failures.find(isDenial) ?? null,
    whole: others.length === 0 ? { state: "ok", data: panel.data } : { ...panel, failures: others },
  };
}

function isDenial({ kind, operation }: Failure): boolean {
  return kind === "denied" && operation === "cloudtrail:LookupEvents";
}

function WithoutTrail({ failure }: { readonly failure: Failure }) {
  return (
    <Footnote>
      Without <code className="font-mono">{failure.action ?? "cloudtrail:LookupEvents"}</code> it is not known
      who made a change, what changed besides code and versions, and when exactly traffic moved. The right is
      optional; docs/iam-policy.json has it as LambdascopeDeployments.
    </Footnote>
  );
}

/** CloudTrail tells of most events after some five minutes. [D cloudtrail-events] */
const LATE_MS = 15 * MINUTE_MS;

function Late({ view }: Pick<DeploymentsPanelProps, "view">) {
  if (view.nowMs - view.range.toMs > LATE_MS) return null;
  return <Footnote>A change shows in CloudTrail some five minutes after it was made.</Footnote>;
}

function Footnote({ children }: { readonly children: ReactNode }) {
  return (
    <p className="flex gap-2 border-line border-t px-4 py-2 text-ink-3 text-xs">
      <Info className="mt-px size-3.5 shrink-0" aria-hidden />
      <span className="max-w-[90ch]">{children}</span>
    </p>
  );
}

export function DeploymentsSkeleton() {
  return (
    <Panel title="Deployments">
      <TableSkeleton rows={3} label="Loading deployments" />
    </Panel>
  );
}
