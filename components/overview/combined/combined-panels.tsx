import { CombinedApis, CombinedFunctions } from "@/components/overview/combined/combined-tables";
import { TargetsPanel } from "@/components/overview/combined/targets-panel";
import type { CombinedApi, CombinedFunction, CombinedTarget } from "@/lib/model/views/combined-overview";

interface CombinedPanelsProps {
  readonly data: {
    readonly targets: readonly CombinedTarget[];
    readonly functions: readonly CombinedFunction[];
    readonly apis: readonly CombinedApi[];
  };
  readonly without: readonly string[];
}

/** What several accounts or regions have told: how each answered, then all functions and all stages, worst first. */
export function CombinedPanels({ data, without }: CombinedPanelsProps) {
  return (
    <div className="space-y-4">
      <TargetsPanel targets={data.targets} without={without} />
      <CombinedFunctions rows={data.functions} />
      <CombinedApis rows={data.apis} />
    </div>
  );
}
