import type { Metadata } from "next";
import { explained } from "@/app/explain";
import { AnswerLine, AnswerSkeleton } from "@/components/panel/answer-line";
import { Stream } from "@/components/panel/stream";
import { FindingsSkeleton } from "@/components/request/findings-skeleton";
import { RequestFindingsView } from "@/components/request/request-findings";
import { PageFrame } from "@/components/shell/page-frame";
import { CopyButton } from "@/components/ui/copy-button";
import { PublishSpend } from "@/components/view/publish";
import { pageSpendOf } from "@/components/view/spend-of";
import type { Panel } from "@/lib/model/panel";
import type { Answer } from "@/lib/model/views/overview";
import type { RequestFindings } from "@/lib/model/views/request";
import { pageSignal } from "@/lib/server/page-signal";
import { startRequest } from "@/lib/server/requests/request";
import type { RawSearch } from "@/lib/url/search";
import { decodeSegment } from "@/lib/url/segment";

interface RequestPageProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<RawSearch>;
}

export async function generateMetadata({ params }: RequestPageProps): Promise<Metadata> {
  return { title: `Request ${decodeSegment((await params).id).slice(0, 60)}` };
}

export default async function RequestPage({ params, searchParams }: RequestPageProps) {
  const text = decodeSegment((await params).id);
  const search = await searchParams;
  return explained(
    () => startRequest(text, search, pageSignal()),
    ({ view, id, findings, spend }) => (
      <PageFrame
        key={`${view.target} ${id}`}
        view={view}
        title={id}
        parent={{ label: "Requests", path: "/requests" }}
        badges={<CopyButton text={id} label="Copy the id" />}
        question="What happened to this request?"
        answer={
          <Stream name="The answer" from={findings} fallback={<AnswerSkeleton />}>
            {(panel) => <AnswerLine panel={answerOf(panel)} />}
          </Stream>
        }
      >
        <Stream name="The request" from={findings} fallback={<FindingsSkeleton />}>
          {(panel) => <RequestFindingsView panel={panel} />}
        </Stream>
        <Stream name="AWS calls" from={spend} fallback={null}>
          {(counted) => <PublishSpend spend={pageSpendOf(counted)} />}
        </Stream>
      </PageFrame>
    ),
  );
}

function answerOf(panel: Panel<RequestFindings>): Panel<Answer> {
  if (panel.state === "ok" || panel.state === "partial") return { state: "ok", data: panel.data.answer };
  return panel;
}
