import { DeploymentMarks } from "@/components/deployments/deployment-marks";
import { DeploymentsPanel, DeploymentsSkeleton } from "@/components/deployments/deployments-panel";
import { Stream } from "@/components/panel/stream";
import type { Deployment } from "@/lib/model/deployment";
import type { Panel } from "@/lib/model/panel";

interface DeploymentsStreamProps {
  readonly deployments: Promise<Panel<readonly Deployment[]>>;
  /** Id of the deployment that is looked at. */
  readonly chosen: string | null;
  readonly view: {
    readonly nowMs: number;
    readonly range: {
      /** As in the address: `now-3h`. */
      readonly from: string;
      readonly to: string;
      readonly fromMs: number;
      readonly toMs: number;
    };
  };
}

/**
 * The panel of deployments, and their marks on the charts, when they come. CloudTrail may be slow: with a key of its own
 * for each range, another range is on screen before its deployments are.
 */
export function DeploymentsStream({ deployments, chosen, view }: DeploymentsStreamProps) {
  return (
    <Stream
      key={`${view.range.from} ${view.range.to}`}
      name="Deployments"
      from={deployments}
      fallback={<DeploymentsSkeleton />}
    >
      {(panel) => (
        <>
          <DeploymentMarks panel={panel} selected={chosen} />
          <DeploymentsPanel panel={panel} view={view} selected={chosen} />
        </>
      )}
    </Stream>
  );
}
