import { BringIntoView } from "@/components/comparison/bring-into-view";
import { COMPARISON_ID, DeploymentComparison } from "@/components/comparison/deployment-comparison";
import { Stream } from "@/components/panel/stream";
import { Panel } from "@/components/ui/panel";
import { Skeleton, TableSkeleton } from "@/components/ui/skeleton";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { Comparison } from "@/lib/model/views/comparison";

interface ComparisonStreamProps {
  readonly comparison: Promise<PanelData<Comparison | null>>;
  /** Id of the deployment that is looked at; null when none is. */
  readonly chosen: string | null;
  /** Of the page it is on, without parameters. */
  readonly path: string;
}

/** Before and after the chosen deployment, as soon as it is known. */
export function ComparisonStream({ comparison, chosen, path }: ComparisonStreamProps) {
  return (
    <>
      <BringIntoView id={COMPARISON_ID} chosen={chosen} />
      <Stream
        name="Before and after"
        from={comparison}
        fallback={chosen === null ? null : <ComparisonSkeleton />}
      >
        {(panel) => <DeploymentComparison panel={panel} path={path} />}
      </Stream>
    </>
  );
}

function ComparisonSkeleton() {
  return (
    <Panel title="Before and after">
      <div className="px-4 pb-3">
        <Skeleton className="h-4 w-96 max-w-full" />
      </div>
      <div className="border-line border-t">
        <TableSkeleton rows={5} label="Comparing before and after" />
      </div>
    </Panel>
  );
}
