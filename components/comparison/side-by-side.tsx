import { ComparisonPanel } from "@/components/comparison/comparison-panel";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { Comparison } from "@/lib/model/views/comparison";

/** The versions between which an alias splits its traffic, against each other. Nothing when no alias splits. */
export function VersionComparisons({ panel }: { readonly panel: PanelData<readonly Comparison[]> }) {
  if (!("data" in panel)) {
    // The panel of aliases says it when they cannot be read; whether one splits traffic is then unknown.
    if (panel.state === "empty" || panel.failure.operation === "lambda:ListAliases") return null;
    return <ComparisonPanel id="versions" title="Version against version" panel={panel} />;
  }
  return panel.data.map((data) => (
    <ComparisonPanel
      key={data.key}
      id={`versions-${data.key}`}
      title={data.title}
      panel={{ ...panel, data }}
    />
  ));
}

/** The canary of a stage against its base. Nothing when it has none. */
export function CanaryComparison({ panel }: { readonly panel: PanelData<Comparison | null> }) {
  if (!("data" in panel)) {
    return panel.state === "empty" ? null : (
      <ComparisonPanel id="canary" title="Canary against base" panel={panel} />
    );
  }
  const { data } = panel;
  return data === null ? null : <ComparisonPanel id="canary" title={data.title} panel={{ ...panel, data }} />;
}
