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
  const { targets } = data;
  return (
    <div className="space-y-4">
      <TargetsPanel targets={targets} without={without} />
      <CombinedFunctions rows={data.functions} read={targets.some(({ functions }) => functions !== null)} />
      <CombinedApis rows={data.apis} read={targets.some(({ apis }) => apis !== null)} />
    </div>
  );
}
