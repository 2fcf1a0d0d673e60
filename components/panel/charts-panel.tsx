import { ChartGrid } from "@/components/charts/chart-grid";
import type { SeriesTone } from "@/components/charts/chart-spec";
import { PanelState } from "@/components/panel/panel-state";
import { PartialNotice } from "@/components/panel/partial-notice";
import { Panel } from "@/components/ui/panel";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { Chart } from "@/lib/model/views/common";

/** Series whose mere presence is bad news are drawn in a status colour; everything else is a category. */
const TONES: Readonly<Record<string, SeriesTone>> = {
  errors: "critical",
  errorRate: "critical",
  throttles: "warning",
  asyncDropped: "critical",
  deadLetterErrors: "critical",
  spillover: "warning",
  status4xx: "warning",
  status5xx: "critical",
  rate4xx: "warning",
  rate5xx: "critical",
};

export function ChartsPanel({ panel }: { readonly panel: PanelData<readonly Chart[]> }) {
  if (panel.state === "ok" || panel.state === "partial") {
    return (
      <section aria-label="Charts" className="space-y-2">
        {panel.state === "partial" ? (
          <div className="overflow-hidden rounded-lg border border-line">
            <PartialNotice failures={panel.failures} />
          </div>
        ) : null}
        <ChartGrid charts={panel.data.map(withTones)} />
      </section>
    );
  }
  return (
    <Panel title="Charts">
      <PanelState panel={panel}>{() => null}</PanelState>
    </Panel>
  );
}

function withTones(chart: Chart) {
  return {
    ...chart,
    series: chart.series.map((series) => {
      const tone = TONES[series.key];
      return tone ? { ...series, tone } : series;
    }),
  };
}
