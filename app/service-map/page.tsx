import type { Metadata } from "next";
import { explained } from "@/app/explain";
import { AnswerLine, AnswerSkeleton } from "@/components/panel/answer-line";
import { Stream } from "@/components/panel/stream";
import { MapPanel } from "@/components/service-map/map-panel";
import { MapPanelSkeleton } from "@/components/service-map/map-skeleton";
import { PageFrame } from "@/components/shell/page-frame";
import { PublishSpend } from "@/components/view/publish";
import { pageSpendOf } from "@/components/view/spend-of";
import { pageSignal } from "@/lib/server/page-signal";
import { startServiceMap } from "@/lib/server/service-map";
import type { RawSearch } from "@/lib/url/search";

export const metadata: Metadata = { title: "Service map" };

export default async function ServiceMapPage({
  searchParams,
}: {
  readonly searchParams: Promise<RawSearch>;
}) {
  const search = await searchParams;
  return explained(
    () => startServiceMap(search, pageSignal()),
    ({ view, map, answer, spend }) => (
      <PageFrame
        key={view.target}
        view={view}
        title="Service map"
        question="What calls what, and where does it fail?"
        answer={
          <Stream name="The answer" from={answer} fallback={<AnswerSkeleton />}>
            {(panel) => <AnswerLine panel={panel} />}
          </Stream>
        }
      >
        <Stream name="Service map" from={map} fallback={<MapPanelSkeleton />}>
          {(panel) => <MapPanel panel={panel} />}
        </Stream>
        <Stream name="AWS calls" from={spend} fallback={null}>
          {(counted) => <PublishSpend spend={pageSpendOf(counted)} />}
        </Stream>
      </PageFrame>
    ),
  );
}
