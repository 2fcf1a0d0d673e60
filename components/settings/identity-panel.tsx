import { PanelState } from "@/components/panel/panel-state";
import { FactList } from "@/components/ui/fact-list";
import { Mono } from "@/components/ui/mono";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDuration } from "@/lib/base/format-duration";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { Identity } from "@/lib/model/views/settings";

const TITLE = "Who asks AWS";

/** Account, principal and clock: what every answer of every page depends on. */
export function IdentityPanel({ panel }: { readonly panel: PanelData<Identity> }) {
  return (
    <Panel title={TITLE} id="identity">
      <PanelState panel={panel}>{(identity) => <IdentityFacts identity={identity} />}</PanelState>
    </Panel>
  );
}

function IdentityFacts({ identity }: { readonly identity: Identity }) {
  return (
    <FactList
      facts={[
        { name: "Account", value: <Mono text={identity.accountId} copy="Copy account id" /> },
        { name: "Principal", value: identity.principal },
        { name: "Session", value: identity.session ?? "none" },
        { name: "Profile", value: identity.profile ?? "none: the default chain" },
        { name: "Region", value: identity.region },
        { name: "Endpoint", value: identity.endpointUrl ?? "AWS" },
        { name: "Clock", value: clockText(identity.clockAheadMs), wide: true },
        { name: "ARN", value: <Mono text={identity.arn} copy="Copy ARN" />, wide: true },
        { name: "Offered regions", value: identity.regions.join(", "), wide: true },
      ]}
    />
  );
}

function clockText(aheadMs: number): string {
  if (aheadMs === 0) return "agrees with AWS";
  const side = aheadMs > 0 ? "behind" : "ahead of";
  return `this machine is ${formatDuration(Math.abs(aheadMs))} ${side} AWS; times follow AWS`;
}

export function IdentitySkeleton() {
  return (
    <Panel title={TITLE}>
      <div role="status" aria-label="Asking who we are" className="space-y-3 border-line border-t px-4 py-3">
        {[0, 1, 2, 3, 4].map((row) => (
          <Skeleton key={row} className="h-4 w-80 max-w-full" />
        ))}
      </div>
    </Panel>
  );
}
