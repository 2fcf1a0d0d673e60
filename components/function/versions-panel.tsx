import { FailureCount } from "@/components/panel/failure-count";
import { PanelState } from "@/components/panel/panel-state";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { VersionRow } from "@/lib/model/views/function";

/** The versions between which an alias splits its traffic, against each other. Nothing when no alias splits. */
export function VersionsPanel({ panel }: { readonly panel: PanelData<readonly VersionRow[]> }) {
  if (panel.state === "empty" || (panel.state === "ok" && panel.data.length === 0)) return null;
  // The panel of aliases says it when they cannot be read; whether one splits traffic is then unknown.
  if ("failure" in panel && panel.failure.operation === "lambda:ListAliases") return null;
  return (
    <Panel title="Versions" hint="Where an alias splits traffic">
      <PanelState panel={panel}>
        {(rows) => (
          <ScrollRegion label="Versions table" className="border-line border-t">
            <Table data-testid="versions-table" className="min-w-[640px]">
              <thead>
                <tr>
                  <Th sticky>Alias</Th>
                  <Th>Version</Th>
                  <Th numeric>Weight</Th>
                  <Th numeric>Invocations</Th>
                  <Th numeric>Errors</Th>
                  <Th numeric>Error rate</Th>
                  <Th numeric>p50</Th>
                  <Th numeric>p95</Th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={`${row.alias} ${row.version}`} className="[&:last-child>td]:border-b-0">
                    <Td sticky>{row.alias}</Td>
                    <Td>{row.version}</Td>
                    <Td numeric>{formatRatio(row.weight)}</Td>
                    <Td numeric>{formatCount(row.invocations)}</Td>
                    <Td numeric>
                      <FailureCount
                        failures={row.errors}
                        attempts={row.invocations}
                        text={formatCount(row.errors)}
                      />
                    </Td>
                    <Td numeric>
                      <FailureCount
                        failures={row.errors}
                        attempts={row.invocations}
                        text={formatRatio(row.errorRate)}
                      />
                    </Td>
                    <Td numeric>{formatDuration(row.durationP50Ms)}</Td>
                    <Td numeric>{formatDuration(row.durationP95Ms)}</Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </ScrollRegion>
        )}
      </PanelState>
    </Panel>
  );
}
