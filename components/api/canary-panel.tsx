import { FailureCount } from "@/components/panel/failure-count";
import { PanelState } from "@/components/panel/panel-state";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { ApiTotals, ApiView } from "@/lib/model/views/api";

type Comparison = NonNullable<ApiView["canary"]>;

/** The canary against the base. Nothing when the stage has none. */
export function CanaryPanel({ panel }: { readonly panel: PanelData<Comparison | null> }) {
  if (panel.state === "empty" || (panel.state === "ok" && panel.data === null)) return null;
  return (
    <Panel title="Canary against base">
      <PanelState panel={panel}>{(data) => (data ? <Compare data={data} /> : null)}</PanelState>
    </Panel>
  );
}

function Compare({ data }: { readonly data: Comparison }) {
  return (
    <>
      <ScrollRegion label="Canary table" className="border-line border-t">
        <Table data-testid="canary-table" className="min-w-[720px]">
          <thead>
            <tr>
              <Th sticky>Deployment</Th>
              <Th numeric>Requests</Th>
              <Th numeric>4xx</Th>
              <Th numeric>5xx</Th>
              <Th numeric>5xx share</Th>
              <Th numeric>p50 latency</Th>
              <Th numeric>p95 latency</Th>
              <Th numeric>p99 latency</Th>
              <Th numeric>p95 integration</Th>
            </tr>
          </thead>
          <tbody>
            <CompareRow name="Base" totals={data.base} />
            <CompareRow name="Canary" totals={data.canary} />
          </tbody>
        </Table>
      </ScrollRegion>
      <p className="px-4 py-2 text-ink-3 text-xs">{data.note}</p>
    </>
  );
}

function CompareRow({ name, totals }: { readonly name: string; readonly totals: ApiTotals }) {
  const share = totals.count && totals.status5xx !== null ? totals.status5xx / totals.count : null;
  const failures = { failures: totals.status5xx, attempts: totals.count };
  return (
    <tr>
      <Td sticky>{name}</Td>
      <Td numeric>{formatCount(totals.count)}</Td>
      <Td numeric>{formatCount(totals.status4xx)}</Td>
      <Td numeric>
        <FailureCount {...failures} text={formatCount(totals.status5xx)} />
      </Td>
      <Td numeric>
        <FailureCount {...failures} text={formatRatio(share)} />
      </Td>
      <Td numeric>{formatDuration(totals.latencyP50Ms)}</Td>
      <Td numeric>{formatDuration(totals.latencyP95Ms)}</Td>
      <Td numeric>{formatDuration(totals.latencyP99Ms)}</Td>
      <Td numeric>{formatDuration(totals.integrationLatencyP95Ms)}</Td>
    </tr>
  );
}
