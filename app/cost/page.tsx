import type { Metadata } from "next";
import { explained } from "@/app/explain";
import { BillPanels, BillSkeleton } from "@/components/cost/bill/bill-panels";
import { CostAnswer } from "@/components/cost/cost-answer";
import { EstimatorPanel } from "@/components/cost/estimator/estimator-panel";
import { FunctionsBadge } from "@/components/cost/functions-badge";
import { ProjectionPanel, ProjectionSkeleton } from "@/components/cost/outlook/projection-panel";
import { WorstHourPanel, WorstHourSkeleton } from "@/components/cost/outlook/worst-hour-panel";
import { SectionNav } from "@/components/cost/section-nav";
import { WastePanel, WasteSkeleton } from "@/components/cost/waste/waste-panel";
import { WhatIfPanel, WhatIfSkeleton } from "@/components/cost/what-if/what-if-panel";
import { AnswerSkeleton } from "@/components/panel/answer-line";
import { Stream } from "@/components/panel/stream";
import { PageFrame } from "@/components/shell/page-frame";
import { PublishSpend } from "@/components/view/publish";
import { pageSpendOf } from "@/components/view/spend-of";
import { type CostLoads, startCost } from "@/lib/server/cost/cost";
import { firstEstimate } from "@/lib/server/cost-estimator";
import { pageSignal } from "@/lib/server/page-signal";
import type { RawSearch } from "@/lib/url/search";

export const metadata: Metadata = { title: "Cost" };

export default async function CostPage({ searchParams }: { readonly searchParams: Promise<RawSearch> }) {
  const search = await searchParams;
  // The estimator needs nothing of the account: it is there when AWS is not.
  return (
    <>
      {
        await explained(
          () => startCost(search, pageSignal()),
          (loads) => <Bill loads={loads} />,
        )
      }
      <div className="pt-4">
        <EstimatorPanel {...(await firstEstimate(search))} />
      </div>
    </>
  );
}

function Bill({
  loads: { view, params, bill, projection, worstHour, whatIf, waste, spend },
}: {
  readonly loads: CostLoads;
}) {
  const { fromMs, toMs } = view.range;
  const fn = params.functions.length === 0 ? null : params.functions.join(",");
  const asked = { fromMs, toMs, region: view.region, fn };
  return (
    <PageFrame
      key={view.target}
      view={view}
      title="Cost"
      badges={<FunctionsBadge names={params.functions} />}
      question="What does this cost now, where is it going, and what would change it?"
      answer={
        <Stream name="The answer" from={Promise.all([bill, projection])} fallback={<AnswerSkeleton />}>
          {([now, month]) => <CostAnswer bill={now} projection={month} />}
        </Stream>
      }
    >
      <SectionNav />
      <Stream name="The bill" from={bill} fallback={<BillSkeleton />}>
        {(panel) => <BillPanels panel={panel} asked={asked} />}
      </Stream>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Stream name="The projection" from={projection} fallback={<ProjectionSkeleton />}>
          {(panel) => <ProjectionPanel panel={panel} freeTier={params.freeTier} />}
        </Stream>
        <Stream name="The worst hour" from={worstHour} fallback={<WorstHourSkeleton />}>
          {(panel) => <WorstHourPanel panel={panel} />}
        </Stream>
      </div>
      <Stream name="What would change it" from={whatIf} fallback={<WhatIfSkeleton />}>
        {(panel) => <WhatIfPanel panel={panel} />}
      </Stream>
      <Stream name="The waste" from={waste} fallback={<WasteSkeleton />}>
        {(panel) => <WastePanel panel={panel} asked={asked} />}
      </Stream>
      <Stream name="AWS calls" from={spend} fallback={null}>
        {(counted) => <PublishSpend spend={pageSpendOf(counted)} />}
      </Stream>
    </PageFrame>
  );
}
