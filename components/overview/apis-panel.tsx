import { Sparkline } from "@/components/charts/sparkline";
import { CostCell } from "@/components/overview/cost-cell";
import { NameCell } from "@/components/overview/name-cell";
import { byTrouble } from "@/components/overview/row-order";
import { sparkLabel } from "@/components/overview/spark-label";
import { PanelState } from "@/components/panel/panel-state";
import { cn } from "@/components/ui/class-names";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { TableSkeleton } from "@/components/ui/skeleton";
import { statusText } from "@/components/ui/status";
import { Table, Td, Th } from "@/components/ui/table";
import { SparkRange } from "@/components/view/spark-range";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount } from "@/lib/base/format-number";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { ApiRow } from "@/lib/model/views/overview";
import { apiCostsPath } from "@/lib/url/cost-path";
import { sourceKey } from "@/lib/url/log-sources";
import { logsPath, stageSources } from "@/lib/url/logs-path";
import { apiPath } from "@/lib/url/view-params";

const COST_HINT =
  "US dollars that API Gateway charges for this window's requests, by metrics, at list prices. Cache, logs and the functions behind it are on the Cost page.";

const worstFirst = byTrouble<ApiRow>(
  (row) => row.health,
  (row) => row.status5xx,
  (row) => row.count,
  (row) => `${row.name} ${row.stage}`,
);

export function ApisPanel({ panel }: { readonly panel: PanelData<readonly ApiRow[]> }) {
  return (
    <Panel
      id="apis"
      title="APIs"
      hint={panel.state === "ok" || panel.state === "partial" ? formatCount(panel.data.length) : undefined}
    >
      <PanelState panel={panel}>{(rows) => <ApisTable rows={rows} />}</PanelState>
    </Panel>
  );
}

function ApisTable({ rows }: { readonly rows: readonly ApiRow[] }) {
  return (
    <ScrollRegion label="APIs table" className="border-line border-t">
      <Table data-testid="apis-table" className="min-w-[1010px]">
        <thead>
          <tr>
            <Th sticky>API / stage</Th>
            <Th>Kind</Th>
            <Th>Activity</Th>
            <Th numeric>Requests</Th>
            <Th numeric>4xx</Th>
            <Th numeric>5xx</Th>
            <Th numeric>p95 latency</Th>
            <Th numeric>p95 integration</Th>
            <Th numeric>Cache hits</Th>
            <Th numeric title={COST_HINT}>
              Gateway cost
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.toSorted(worstFirst).map((row) => (
            <ApiTableRow key={`${row.id}/${row.stage}`} row={row} />
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}

function ApiTableRow({ row }: { readonly row: ApiRow }) {
  const cell = "group-last:border-b-0 group-hover:bg-sunken";
  const bad = (value: number | null) => cn(cell, value === 0 && "text-ink-3");
  return (
    <tr className="group">
      <Td sticky className={cell}>
        <NameCell
          name={row.name}
          detail={row.stage}
          path={apiPath(row.id, row.stage)}
          health={row.health}
          reason={row.reason}
          logs={logsPath(stageSources(row.id, row.stage, row.kind), "failing")}
        />
      </Td>
      <Td className={cn(cell, "text-ink-2")}>{row.kind}</Td>
      <Td className={cell}>
        <SparkRange
          timesMs={row.spark.timesMs}
          chart={{ title: "Activity", unit: "count" }}
          of={{
            name: `${row.name} / ${row.stage}`,
            sources: stageSources(row.id, row.stage, row.kind).map(sourceKey),
            throttled: null,
          }}
          label={`${row.name}: ${sparkLabel("Requests", row.spark.values, row.failureSpark.values)}`}
        >
          <Sparkline
            values={row.spark.values}
            errors={row.failureSpark.values}
            label={sparkLabel("Requests", row.spark.values, row.failureSpark.values)}
          />
        </SparkRange>
      </Td>
      <Td numeric className={cell}>
        {formatCount(row.count)}
      </Td>
      <Td numeric className={bad(row.status4xx)}>
        {formatCount(row.status4xx)}
      </Td>
      <Td numeric className={cn(bad(row.status5xx), row.status5xx ? statusText(row.health) : "")}>
        {formatCount(row.status5xx)}
      </Td>
      <Td numeric className={cell}>
        {formatDuration(row.latencyP95Ms)}
      </Td>
      <Td numeric className={cell}>
        {formatDuration(row.integrationLatencyP95Ms)}
      </Td>
      <Td numeric className={cell}>
        {formatCount(row.cacheHits)}
      </Td>
      <Td numeric className={cell}>
        {row.kind === "WEBSOCKET" && row.count !== null ? (
          <span className="text-ink-3" title="Messages and connections of WebSocket APIs are not priced.">
            unknown
          </span>
        ) : (
          <CostCell
            name={`${row.name} / ${row.stage}`}
            cost={row.cost}
            requests={row.count}
            unit="requests"
            path={apiCostsPath}
          />
        )}
      </Td>
    </tr>
  );
}

export function ApisSkeleton() {
  return (
    <Panel id="apis" title="APIs">
      <div className="border-line border-t">
        <TableSkeleton rows={4} label="Loading APIs" />
      </div>
    </Panel>
  );
}
