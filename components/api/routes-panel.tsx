import { FailureCount } from "@/components/panel/failure-count";
import { PanelState } from "@/components/panel/panel-state";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { TableSkeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import { ViewLink } from "@/components/view/view-link";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount } from "@/lib/base/format-number";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { RouteRow } from "@/lib/model/views/api";
import { functionPath } from "@/lib/url/view-params";

export function RoutesPanel({ panel }: { readonly panel: PanelData<readonly RouteRow[]> }) {
  const rows = panel.state === "ok" || panel.state === "partial" ? panel.data : [];
  const measured = rows.some((row) => row.count !== null);
  return (
    <Panel
      title="Routes and the functions behind them"
      hint={
        rows.length > 0 && !measured
          ? "Figures per route need detailed metrics, which are off for this stage"
          : formatCount(rows.length)
      }
    >
      <PanelState panel={panel}>
        {(routes) =>
          routes.length === 0 ? (
            <p className="border-line border-t px-4 py-3 text-ink-3">This API has no routes.</p>
          ) : (
            <RoutesTable routes={routes} measured={measured} />
          )
        }
      </PanelState>
    </Panel>
  );
}

interface RoutesTableProps {
  readonly routes: readonly RouteRow[];
  readonly measured: boolean;
}

function RoutesTable({ routes, measured }: RoutesTableProps) {
  return (
    <ScrollRegion label="Routes table" className="border-line border-t">
      <Table data-testid="routes-table" className={measured ? "min-w-[920px]" : "min-w-[560px]"}>
        <thead>
          <tr>
            <Th sticky>Route</Th>
            <Th>Function</Th>
            <Th>Authorizer</Th>
            {measured ? (
              <>
                <Th numeric>Requests</Th>
                <Th numeric>4xx</Th>
                <Th numeric>5xx</Th>
                <Th numeric>p95 latency</Th>
                <Th numeric>p95 integration</Th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {routes.map((route) => (
            <tr key={`${route.method} ${route.path}`} className="group">
              <Td sticky className="group-last:border-b-0">
                <span className="inline-flex items-center gap-2">
                  <Badge className="w-14 justify-center">{route.method}</Badge>
                  <code className="font-mono text-xs">{route.path}</code>
                </span>
              </Td>
              <Td className="group-last:border-b-0">
                <Target route={route} />
              </Td>
              <Td className={cn("group-last:border-b-0", !route.authorizer && "text-ink-3")}>
                {route.authorizer ?? "Open"}
              </Td>
              {measured ? <Figures route={route} /> : null}
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}

function Target({ route }: { readonly route: RouteRow }) {
  if (!route.functionName) return <span className="text-ink-3">Not a Lambda function</span>;
  return (
    <>
      <ViewLink path={functionPath(route.functionName)} className="font-medium hover:underline">
        {route.functionName}
      </ViewLink>
      {route.qualifier ? <span className="text-ink-3">:{route.qualifier}</span> : null}
    </>
  );
}

function Figures({ route }: { readonly route: RouteRow }) {
  const cell = "group-last:border-b-0";
  return (
    <>
      <Td numeric className={cell}>
        {formatCount(route.count)}
      </Td>
      <Td numeric className={cell}>
        {formatCount(route.status4xx)}
      </Td>
      <Td numeric className={cell}>
        <FailureCount failures={route.status5xx} attempts={route.count} text={formatCount(route.status5xx)} />
      </Td>
      <Td numeric className={cell}>
        {formatDuration(route.latencyP95Ms)}
      </Td>
      <Td numeric className={cell}>
        {formatDuration(route.integrationLatencyP95Ms)}
      </Td>
    </>
  );
}

export function RoutesSkeleton() {
  return (
    <Panel title="Routes and the functions behind them">
      <div className="border-line border-t">
        <TableSkeleton rows={5} label="Loading routes" />
      </div>
    </Panel>
  );
}
