import type { Metadata } from "next";
import { explained } from "@/app/explain";
import { readZone } from "@/app/read-zone";
import { ConfigurationPanel, ConfigurationSkeleton } from "@/components/api/configuration-panel";
import { RoutesPanel, RoutesSkeleton } from "@/components/api/routes-panel";
import { TotalsPanel } from "@/components/api/totals-panel";
import { ChartGridSkeleton } from "@/components/charts/chart-grid";
import { ColdStartsLink } from "@/components/cold-starts/cold-starts-link";
import { ComparisonStream } from "@/components/comparison/comparison-stream";
import { CanaryComparison } from "@/components/comparison/side-by-side";
import { DeploymentsStream } from "@/components/deployments/deployments-stream";
import { DrillDown } from "@/components/logs/drill-down/drill-down";
import { LogsLink } from "@/components/logs/logs-link";
import { AnswerLine, AnswerSkeleton } from "@/components/panel/answer-line";
import { ChartsPanel } from "@/components/panel/charts-panel";
import { Stream } from "@/components/panel/stream";
import { TotalsSkeleton } from "@/components/panel/totals";
import { PageFrame } from "@/components/shell/page-frame";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { LimitsPanel } from "@/components/usage-plans/limits-panel";
import { RefusedRequests } from "@/components/usage-plans/refused-requests";
import { PublishSpend } from "@/components/view/publish";
import { pageSpendOf } from "@/components/view/spend-of";
import { type ApiLoads, startApi } from "@/lib/server/api";
import { pageSignal } from "@/lib/server/page-signal";
import { MAX_SOURCES, type SourceRef, sourceKey } from "@/lib/url/log-sources";
import { logsPath, stageSources } from "@/lib/url/logs-path";
import type { RawSearch } from "@/lib/url/search";
import { decodeSegment } from "@/lib/url/segment";
import { apiPath } from "@/lib/url/view-params";

interface ApiPageProps {
  readonly params: Promise<{ readonly id: string; readonly stage: string }>;
  readonly searchParams: Promise<RawSearch>;
}

export async function generateMetadata({ params }: ApiPageProps): Promise<Metadata> {
  const { id, stage } = await params;
  return { title: `${decodeSegment(id)} / ${decodeSegment(stage)}` };
}

export default async function ApiPage({ params, searchParams }: ApiPageProps) {
  const zone = await readZone();
  const { id, stage } = await params;
  const search = await searchParams;
  return explained(
    () => startApi(decodeSegment(id), decodeSegment(stage), search, pageSignal(), zone),
    (loads) => (
      <PageFrame
        key={loads.view.target}
        view={loads.view}
        title={`${loads.api.name} / ${loads.stage}`}
        parent={{ label: "APIs", path: "/#apis" }}
        question="Does it answer, and how fast?"
        badges={
          <>
            <Badge>{loads.api.kind} API</Badge>
            <LogsLink path={logsPath(stageSources(loads.api.id, loads.stage, loads.api.kind))} />
            <Stream name="Cold starts" from={loads.routes} fallback={<Skeleton className="h-7 w-28" />}>
              {(panel) => <ColdStartsOf functions={functionsOf(panel)} />}
            </Stream>
          </>
        }
        answer={
          <Stream name="The answer" from={loads.answer} fallback={<AnswerSkeleton />}>
            {(panel) => <AnswerLine panel={panel} />}
          </Stream>
        }
      >
        <Stream name="Totals" from={loads.totals} fallback={<TotalsSkeleton />}>
          {(panel) => <TotalsPanel panel={panel} cost={loads.cost} />}
        </Stream>
        {/* How many charts there will be is not known: what follows waits for them, so that nothing on screen moves. */}
        <Stream name="Charts" from={loads.charts} fallback={<ChartGridSkeleton count={6} />}>
          {(panel) => (
            <>
              <ChartsPanel panel={panel} />
              <Settings loads={loads} />
            </>
          )}
        </Stream>
        <Stream name="Requests" from={loads.routes} fallback={<ApiDrillDown loads={loads} functions={[]} />}>
          {(panel) => <ApiDrillDown loads={loads} functions={functionsOf(panel)} />}
        </Stream>
        <Stream name="AWS calls" from={loads.spend} fallback={null}>
          {(counted) => <PublishSpend spend={pageSpendOf(counted)} />}
        </Stream>
      </PageFrame>
    ),
  );
}

/** The stage's own logs, and those of the functions behind its routes: one request is in both. */
function ApiDrillDown({
  loads,
  functions,
}: {
  readonly loads: ApiLoads;
  readonly functions: readonly string[];
}) {
  const { api, stage, view } = loads;
  const sources: readonly SourceRef[] = [
    ...stageSources(api.id, stage, api.kind),
    ...functions.map((name) => ({ kind: "function", name }) as const),
  ];
  return (
    <DrillDown
      subject={`${api.name} / ${stage}`}
      sources={sources.slice(0, MAX_SOURCES).map(sourceKey)}
      region={view.region}
    />
  );
}

/** An API that no function answers has none. */
function ColdStartsOf({ functions }: { readonly functions: readonly string[] }) {
  return functions.length === 0 ? null : <ColdStartsLink functions={functions} />;
}

function functionsOf(panel: Awaited<ApiLoads["routes"]>): readonly string[] {
  const routes = panel.state === "ok" || panel.state === "partial" ? panel.data : [];
  return [...new Set(routes.flatMap((route) => route.functionName ?? []))];
}

function Settings({ loads }: { readonly loads: ApiLoads }) {
  return (
    <>
      <DeploymentsStream deployments={loads.deployments} chosen={loads.chosen} view={loads.view} />
      <ComparisonStream
        comparison={loads.comparison}
        chosen={loads.chosen}
        path={apiPath(loads.api.id, loads.stage)}
      />
      <Stream name="Canary" from={loads.canaryComparison} fallback={null}>
        {(panel) => <CanaryComparison panel={panel} />}
      </Stream>
      <Stream name="Routes" from={loads.routes} fallback={<RoutesSkeleton />}>
        {(panel) => <RoutesPanel panel={panel} />}
      </Stream>
      <LimitsPanel
        limits={loads.limits}
        usagePlans={loads.usagePlans}
        refused={
          <RefusedRequests
            apiId={loads.api.id}
            stage={loads.stage}
            fromMs={loads.view.range.fromMs}
            toMs={loads.view.range.toMs}
            region={loads.view.region}
          />
        }
      />
      <Stream name="Configuration" from={loads.configuration} fallback={<ConfigurationSkeleton />}>
        {(panel) => <ConfigurationPanel panel={panel} />}
      </Stream>
    </>
  );
}
