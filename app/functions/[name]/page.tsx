import type { Metadata } from "next";
import { explained } from "@/app/explain";
import { readZone } from "@/app/read-zone";
import { ChartGridSkeleton } from "@/components/charts/chart-grid";
import { ColdStartsLink } from "@/components/cold-starts/cold-starts-link";
import { ComparisonStream } from "@/components/comparison/comparison-stream";
import { VersionComparisons } from "@/components/comparison/side-by-side";
import { DeploymentsStream } from "@/components/deployments/deployments-stream";
import { AliasesPanel, AliasesSkeleton } from "@/components/function/aliases-panel";
import { ConfigurationPanel, ConfigurationSkeleton } from "@/components/function/configuration-panel";
import { EventSourcesPanel, EventSourcesSkeleton } from "@/components/function/event-sources-panel";
import { FunctionBadges } from "@/components/function/function-badges";
import { TotalsPanel } from "@/components/function/totals-panel";
import { DrillDown } from "@/components/logs/drill-down/drill-down";
import { LogsLink } from "@/components/logs/logs-link";
import { AnswerLine, AnswerSkeleton } from "@/components/panel/answer-line";
import { ChartsPanel } from "@/components/panel/charts-panel";
import { Stream } from "@/components/panel/stream";
import { TotalsSkeleton } from "@/components/panel/totals";
import { PageFrame } from "@/components/shell/page-frame";
import { Skeleton } from "@/components/ui/skeleton";
import { PublishSpend } from "@/components/view/publish";
import { pageSpendOf } from "@/components/view/spend-of";
import { type FunctionLoads, startFunction } from "@/lib/server/function";
import { pageSignal } from "@/lib/server/page-signal";
import { sourceKey } from "@/lib/url/log-sources";
import { logsPath } from "@/lib/url/logs-path";
import type { RawSearch } from "@/lib/url/search";
import { decodeSegment } from "@/lib/url/segment";
import { functionPath } from "@/lib/url/view-params";

interface FunctionPageProps {
  readonly params: Promise<{ readonly name: string }>;
  readonly searchParams: Promise<RawSearch>;
}

export async function generateMetadata({ params }: FunctionPageProps): Promise<Metadata> {
  return { title: decodeSegment((await params).name) };
}

export default async function FunctionPage({ params, searchParams }: FunctionPageProps) {
  const zone = await readZone();
  const name = decodeSegment((await params).name);
  const search = await searchParams;
  return explained(
    () => startFunction(name, search, pageSignal(), zone),
    (loads) => (
      <PageFrame
        key={loads.view.target}
        view={loads.view}
        title={name}
        parent={{ label: "Functions", path: "/#functions" }}
        question="Does it work, and how fast?"
        badges={
          <>
            <Stream name="Runtime" from={loads.configuration} fallback={<Skeleton className="h-5 w-64" />}>
              {(panel) => <FunctionBadges panel={panel} />}
            </Stream>
            <LogsLink path={logsPath([{ kind: "function", name }])} />
            <ColdStartsLink functions={[name]} />
          </>
        }
        answer={
          <Stream name="The answer" from={loads.answer} fallback={<AnswerSkeleton />}>
            {(panel) => <AnswerLine panel={panel} />}
          </Stream>
        }
      >
        <Stream name="Totals" from={loads.totals} fallback={<TotalsSkeleton />}>
          {(panel) => <TotalsPanel panel={panel} cost={loads.cost} name={name} />}
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
        <Stream
          name="Requests"
          from={loads.totals}
          fallback={<FunctionDrillDown name={name} region={loads.view.region} throttled={false} />}
        >
          {(panel) => (
            <FunctionDrillDown name={name} region={loads.view.region} throttled={wasThrottled(panel)} />
          )}
        </Stream>
        <Stream name="AWS calls" from={loads.spend} fallback={null}>
          {(counted) => <PublishSpend spend={pageSpendOf(counted)} />}
        </Stream>
      </PageFrame>
    ),
  );
}

function FunctionDrillDown({
  name,
  region,
  throttled,
}: {
  readonly name: string;
  readonly region: string;
  readonly throttled: boolean;
}) {
  return (
    <DrillDown
      subject={name}
      sources={[sourceKey({ kind: "function", name })]}
      region={region}
      throttled={throttled ? name : null}
    />
  );
}

function wasThrottled(panel: Awaited<FunctionLoads["totals"]>): boolean {
  return (panel.state === "ok" || panel.state === "partial") && (panel.data.throttles ?? 0) > 0;
}

function Settings({ loads }: { readonly loads: FunctionLoads }) {
  return (
    <>
      <DeploymentsStream deployments={loads.deployments} chosen={loads.chosen} view={loads.view} />
      <ComparisonStream comparison={loads.comparison} chosen={loads.chosen} path={functionPath(loads.name)} />
      <Stream name="Versions" from={loads.versionComparisons} fallback={null}>
        {(panel) => <VersionComparisons panel={panel} />}
      </Stream>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Stream name="Aliases" from={loads.aliases} fallback={<AliasesSkeleton />}>
          {(panel) => <AliasesPanel panel={panel} />}
        </Stream>
        <Stream name="Event sources" from={loads.eventSources} fallback={<EventSourcesSkeleton />}>
          {(panel) => <EventSourcesPanel panel={panel} />}
        </Stream>
      </div>
      <Stream name="Configuration" from={loads.configuration} fallback={<ConfigurationSkeleton />}>
        {(panel) => <ConfigurationPanel panel={panel} />}
      </Stream>
    </>
  );
}
