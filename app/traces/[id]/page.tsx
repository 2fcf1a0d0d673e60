import type { Metadata } from "next";
import { explained } from "@/app/explain";
import { AnswerLine } from "@/components/panel/answer-line";
import { PanelState } from "@/components/panel/panel-state";
import { Stream } from "@/components/panel/stream";
import { PageFrame } from "@/components/shell/page-frame";
import { TimeShares } from "@/components/traces/trace/time-shares";
import { TraceBadges } from "@/components/traces/trace/trace-badges";
import { TraceExplorer } from "@/components/traces/trace/trace-explorer";
import { TraceProblems } from "@/components/traces/trace/trace-problems";
import { PublishSpend } from "@/components/view/publish";
import { pageSpendOf } from "@/components/view/spend-of";
import type { Panel } from "@/lib/model/panel";
import type { Answer } from "@/lib/model/views/overview";
import { pageSignal } from "@/lib/server/page-signal";
import { startTrace, type TraceLoads } from "@/lib/server/trace";
import type { RawSearch } from "@/lib/url/search";
import { decodeSegment } from "@/lib/url/segment";

interface TracePageProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<RawSearch>;
}

export async function generateMetadata({ params }: TracePageProps): Promise<Metadata> {
  return { title: `Trace ${decodeSegment((await params).id)}` };
}

export default async function TracePage({ params, searchParams }: TracePageProps) {
  const id = decodeSegment((await params).id);
  const search = await searchParams;
  return explained(
    () => startTrace(id, search, pageSignal()),
    ({ view, traceId, trace, spend }) => (
      <PageFrame
        key={`${view.target}/${traceId}`}
        view={view}
        title={traceId}
        parent={{ label: "Traces", path: "/traces" }}
        question="Where did this trace spend its time?"
        badges={<TraceBadges traceId={traceId} facts={factsOf(trace)} />}
        answer={<AnswerLine panel={answerOf(trace)} />}
      >
        <PanelState panel={trace} className="rounded-lg border border-line bg-surface">
          {(told) => (
            <>
              <TraceProblems problems={told.problems} />
              <TraceExplorer
                traceId={traceId}
                region={view.region}
                startMs={told.startMs}
                durationMs={told.durationMs}
                columns={JSON.stringify(told.spans)}
              />
              <div className="grid items-start gap-4 lg:grid-cols-2">
                <TimeShares title="Time by service" shares={told.byService} durationMs={told.durationMs} />
                <TimeShares title="Time by kind" shares={told.byKind} durationMs={told.durationMs} />
              </div>
            </>
          )}
        </PanelState>
        <Stream name="AWS calls" from={spend} fallback={null}>
          {(counted) => <PublishSpend spend={pageSpendOf(counted)} />}
        </Stream>
      </PageFrame>
    ),
  );
}

function answerOf(trace: TraceLoads["trace"]): Panel<Answer> {
  if (trace.state !== "ok" && trace.state !== "partial") return trace;
  const { fault, error, throttle, inProgress, answer } = trace.data;
  const health = fault ? "critical" : error || throttle ? "warning" : inProgress ? "unknown" : "ok";
  return { state: "ok", data: { health, sentence: answer } };
}

function factsOf(trace: TraceLoads["trace"]) {
  if (trace.state !== "ok" && trace.state !== "partial") return null;
  const { startMs, durationMs, coldStarts, inProgress, spans } = trace.data;
  return { startMs, durationMs, coldStarts, inProgress, spans: spans.parent.length };
}
