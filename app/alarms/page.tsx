import type { Metadata } from "next";
import { explained } from "@/app/explain";
import { readZone } from "@/app/read-zone";
import { AlarmSheet } from "@/components/alarms/alarm-sheet";
import { AlarmsPanel, AlarmsSkeleton } from "@/components/alarms/alarms-panel";
import { MissingAlarmsPanel, MissingAlarmsSkeleton } from "@/components/alarms/missing/missing-alarms-panel";
import { AnswerLine, AnswerSkeleton } from "@/components/panel/answer-line";
import { Stream } from "@/components/panel/stream";
import { PageFrame } from "@/components/shell/page-frame";
import { PublishSpend } from "@/components/view/publish";
import { pageSpendOf } from "@/components/view/spend-of";
import type { Panel } from "@/lib/model/panel";
import type { AlarmTable } from "@/lib/model/views/alarms";
import type { Answer } from "@/lib/model/views/overview";
import { loadAlarmTable } from "@/lib/server/alarms/alarms";
import { loadMissingAlarms } from "@/lib/server/alarms/load-missing-alarms";
import { pageSignal } from "@/lib/server/page-signal";
import { panelOf } from "@/lib/server/panel-of";
import { spendAfter } from "@/lib/server/spend";
import { openView } from "@/lib/server/view-request";
import { parseAlarms } from "@/lib/url/alarms";
import type { RawSearch } from "@/lib/url/search";

export const metadata: Metadata = { title: "Alarms" };

interface AlarmsPageProps {
  readonly searchParams: Promise<RawSearch>;
}

export default async function AlarmsPage({ searchParams }: AlarmsPageProps) {
  const search = await searchParams;
  return explained(
    () => startPage(search),
    ({ view, table, missing, spend }) => {
      const { fromMs, toMs } = view.range;
      return (
        <PageFrame
          key={view.target}
          view={view}
          title="Alarms"
          question="Which alarms fired, and what is not watched?"
          answer={
            <Stream name="The answer" from={table} fallback={<AnswerSkeleton />}>
              {(panel) => <AnswerLine panel={answerOf(panel)} />}
            </Stream>
          }
        >
          <Stream name="Alarms" from={table} fallback={<AlarmsSkeleton />}>
            {(panel) => <AlarmsPanel panel={panel} fromMs={fromMs} toMs={toMs} />}
          </Stream>
          <Stream name="What is not watched" from={missing} fallback={<MissingAlarmsSkeleton />}>
            {(panel) => <MissingAlarmsPanel panel={panel} fromMs={fromMs} toMs={toMs} />}
          </Stream>
          <AlarmSheet region={view.region} fromMs={fromMs} toMs={toMs} />
          <Stream name="AWS calls" from={spend} fallback={null}>
            {(counted) => <PublishSpend spend={pageSpendOf(counted)} />}
          </Stream>
        </PageFrame>
      );
    },
  );
}

/** The alarm that the address names is asked for by the browser: it opens without the page being loaded again. */
async function startPage(search: RawSearch) {
  parseAlarms(search);
  const zone = await readZone();
  const view = await openView(search, pageSignal());
  const table = loadAlarmTable(view, zone);
  const missing = panelOf(() => loadMissingAlarms(view));
  return { view, table, missing, spend: spendAfter(view, [table, missing]) };
}

function answerOf(panel: Panel<AlarmTable>): Panel<Answer> {
  return panel.state === "ok" || panel.state === "partial" ? { ...panel, data: panel.data.answer } : panel;
}
