import { combinedOverview } from "@/app/combined-overview";
import { explained } from "@/app/explain";
import { readZone } from "@/app/read-zone";
import { IncidentsPanel, IncidentsSkeleton } from "@/components/incidents/incidents-panel";
import { DrillDown } from "@/components/logs/drill-down/drill-down";
import { ApisPanel, ApisSkeleton } from "@/components/overview/apis-panel";
import { FunctionsPanel, FunctionsSkeleton } from "@/components/overview/functions-panel";
import { TileStrip, TileStripSkeleton } from "@/components/overview/tile-strip";
import { worstFunctions, worstStages } from "@/components/overview/worst";
import { AnswerLine, AnswerSkeleton } from "@/components/panel/answer-line";
import { Stream } from "@/components/panel/stream";
import { PageFrame } from "@/components/shell/page-frame";
import { PublishSpend } from "@/components/view/publish";
import { pageSpendOf } from "@/components/view/spend-of";
import { formatDay, type Zone } from "@/lib/base/format-time";
import type { Panel } from "@/lib/model/panel";
import { startOverview } from "@/lib/server/overview";
import { pageSignal } from "@/lib/server/page-signal";
import type { ViewRequest } from "@/lib/server/view-request";
import type { RawSearch } from "@/lib/url/search";
import { asksForSeveral } from "@/lib/url/target";

function rowsOf<T>(panel: Panel<readonly T[]>): readonly T[] {
  return panel.state === "ok" || panel.state === "partial" ? panel.data : [];
}

function spanOf({ window }: ViewRequest, zone: Zone) {
  const days = formatDay(window.fromMs, zone) !== formatDay(window.toMs - 1, zone);
  return { fromMs: window.fromMs, toMs: window.toMs, zone, days };
}

export default async function OverviewPage({ searchParams }: { readonly searchParams: Promise<RawSearch> }) {
  const zone = await readZone();
  const search = await searchParams;
  if (asksForSeveral(search)) return combinedOverview(search, zone);
  return explained(
    () => startOverview(search, pageSignal(), zone),
    ({
      view,
      answer,
      fullAnswer,
      earlyIncidents,
      incidents,
      lambdaTiles,
      apiTiles,
      functionFigures,
      functions,
      apis,
      spend,
    }) => (
      <PageFrame
        key={view.target}
        view={view}
        title="Overview"
        question="Is anything failing?"
        answer={
          <Stream name="The answer" from={answer} fallback={<AnswerSkeleton />}>
            {(early) => (
              <Stream name="The answer" from={fullAnswer} fallback={<AnswerLine panel={early} />}>
                {(panel) => <AnswerLine panel={panel} />}
              </Stream>
            )}
          </Stream>
        }
      >
        <div className="grid items-start gap-4 xl:grid-cols-[5fr_4fr]">
          <Stream name="Lambda" from={lambdaTiles} fallback={<TileStripSkeleton label="Lambda" count={5} />}>
            {(panel) => <TileStrip label="Lambda" panel={panel} count={5} subject="functions" />}
          </Stream>
          <Stream
            name="API Gateway"
            from={apiTiles}
            fallback={<TileStripSkeleton label="API Gateway" count={4} />}
          >
            {(panel) => <TileStrip label="API Gateway" panel={panel} count={4} subject="apis" />}
          </Stream>
        </div>
        <Stream name="What happened" from={earlyIncidents} fallback={<IncidentsSkeleton />}>
          {(early) => (
            <Stream
              name="What happened"
              from={incidents}
              fallback={<IncidentsPanel panel={early} span={spanOf(view, zone)} early />}
            >
              {(panel) => <IncidentsPanel panel={panel} span={spanOf(view, zone)} />}
            </Stream>
          )}
        </Stream>
        <Stream name="Functions" from={functionFigures} fallback={<FunctionsSkeleton />}>
          {(figures) => (
            <Stream
              name="Functions"
              from={functions}
              fallback={<FunctionsPanel panel={figures} configured={false} />}
            >
              {(panel) => <FunctionsPanel panel={panel} configured />}
            </Stream>
          )}
        </Stream>
        <Stream name="APIs" from={apis} fallback={<ApisSkeleton />}>
          {(panel) => <ApisPanel panel={panel} />}
        </Stream>
        <Stream name="Requests" from={functionFigures} fallback={null}>
          {(figures) => (
            <Stream name="Requests" from={apis} fallback={null}>
              {(stages) => (
                <DrillDown
                  {...worstFunctions(rowsOf(figures))}
                  region={view.region}
                  subjects={{ functions: worstFunctions(rowsOf(figures)), apis: worstStages(rowsOf(stages)) }}
                />
              )}
            </Stream>
          )}
        </Stream>
        <Stream name="AWS calls" from={spend} fallback={null}>
          {(counted) => <PublishSpend spend={pageSpendOf(counted)} />}
        </Stream>
      </PageFrame>
    ),
  );
}
