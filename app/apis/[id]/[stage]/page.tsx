import type { Metadata } from "next";
import { explained } from "@/app/explain";
import { readZone } from "@/app/read-zone";
import { CanaryPanel } from "@/components/api/canary-panel";
import { ConfigurationPanel, ConfigurationSkeleton } from "@/components/api/configuration-panel";
import { RoutesPanel, RoutesSkeleton } from "@/components/api/routes-panel";
import { TotalsPanel, TotalsSkeleton } from "@/components/api/totals-panel";
import { ChartGridSkeleton } from "@/components/charts/chart-grid";
import { AnswerLine, AnswerSkeleton } from "@/components/panel/answer-line";
import { ChartsPanel } from "@/components/panel/charts-panel";
import { Stream } from "@/components/panel/stream";
import { PageFrame } from "@/components/shell/page-frame";
import { Badge } from "@/components/ui/badge";
import { PublishSpend } from "@/components/view/publish";
import { pageSpendOf } from "@/components/view/spend-of";
import { type ApiLoads, startApi } from "@/lib/server/api";
import { pageSignal } from "@/lib/server/page-signal";
import type { RawSearch } from "@/lib/url/search";
import { decodeSegment } from "@/lib/url/segment";

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
        key={loads.view.region}
        view={loads.view}
        title={`${loads.api.name} / ${loads.stage}`}
        parent={{ label: "APIs", path: "/#apis" }}
        question="Does it answer, and how fast?"
        badges={<Badge>{loads.api.kind} API</Badge>}
        answer={
          <Stream name="The answer" from={loads.answer} fallback={<AnswerSkeleton />}>
            {(panel) => <AnswerLine panel={panel} />}
          </Stream>
        }
      >
        <Stream name="Totals" from={loads.totals} fallback={<TotalsSkeleton />}>
          {(panel) => <TotalsPanel panel={panel} />}
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
        <Stream name="AWS calls" from={loads.spend} fallback={null}>
          {(counted) => <PublishSpend spend={pageSpendOf(counted)} />}
        </Stream>
      </PageFrame>
    ),
  );
}

function Settings({ loads }: { readonly loads: ApiLoads }) {
  return (
    <>
      <Stream name="Canary" from={loads.canary} fallback={null}>
        {(panel) => <CanaryPanel panel={panel} />}
      </Stream>
      <Stream name="Routes" from={loads.routes} fallback={<RoutesSkeleton />}>
        {(panel) => <RoutesPanel panel={panel} />}
      </Stream>
      <Stream name="Configuration" from={loads.configuration} fallback={<ConfigurationSkeleton />}>
        {(panel) => <ConfigurationPanel panel={panel} />}
      </Stream>
    </>
  );
}
