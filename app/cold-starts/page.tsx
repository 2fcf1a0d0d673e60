import type { Metadata } from "next";
import { LimitsOfLines } from "@/app/cold-starts/limits-of-lines";
import { explained } from "@/app/explain";
import { readZone } from "@/app/read-zone";
import { ColdStartAnswer } from "@/components/cold-starts/cold-start-answer";
import { ColdStartView } from "@/components/cold-starts/cold-start-view";
import { ColdStartsProvider } from "@/components/cold-starts/cold-starts-provider";
import { FunctionLinks } from "@/components/cold-starts/function-links";
import { ConcurrencyPanel, ConcurrencySkeleton } from "@/components/concurrency/concurrency-panel";
import { LimitsPanel, LimitsSkeleton } from "@/components/concurrency/limits-panel";
import { DeploymentMarks } from "@/components/deployments/deployment-marks";
import { Stream } from "@/components/panel/stream";
import { PageFrame } from "@/components/shell/page-frame";
import { PublishSpend } from "@/components/view/publish";
import { pageSpendOf } from "@/components/view/spend-of";
import { startConcurrency } from "@/lib/server/concurrency/concurrency";
import { loadMarks } from "@/lib/server/deployments/load-marks";
import { pageSignal } from "@/lib/server/page-signal";
import { spendAfter } from "@/lib/server/spend";
import { openView } from "@/lib/server/view-request";
import { parseColdStarts } from "@/lib/url/cold-starts";
import { coldStartsPath } from "@/lib/url/cold-starts-path";
import type { RawSearch } from "@/lib/url/search";

interface ColdStartsPageProps {
  readonly searchParams: Promise<RawSearch>;
}

export async function generateMetadata({ searchParams }: ColdStartsPageProps): Promise<Metadata> {
  const { fn } = await searchParams;
  return { title: typeof fn === "string" && fn !== "" ? `Cold starts of ${fn}` : "Cold starts" };
}

export default async function ColdStartsPage({ searchParams }: ColdStartsPageProps) {
  const search = await searchParams;
  return explained(
    () => startPage(search),
    ({ view, params: { functions, by }, concurrency, limits, deployments, spend }) => {
      const one = functions.length === 1 ? (functions[0] ?? null) : null;
      return (
        <ColdStartsProvider
          fromMs={view.range.fromMs}
          toMs={view.range.toMs}
          region={view.region}
          functions={functions}
          by={by}
          visit={crypto.randomUUID()}
        >
          <PageFrame
            key={view.target}
            view={view}
            title={one ?? "Cold starts"}
            {...(one === null
              ? {}
              : {
                  parent: { label: "Cold starts", path: coldStartsPath() },
                  badges: <FunctionLinks name={one} />,
                })}
            question={
              one === null
                ? "Who felt cold starts, why, what did they cost, and what would help?"
                : "Why does it start cold, and what would help?"
            }
            answer={<ColdStartAnswer />}
          >
            <ColdStartView />
            <Stream name="Concurrency" from={concurrency} fallback={<ConcurrencySkeleton />}>
              {(panel) => <ConcurrencyPanel panel={panel} />}
            </Stream>
            <Stream name="Limits" from={limits} fallback={<LimitsSkeleton />}>
              {(panel) => <LimitsPanel panel={panel} functions={functions} lines={<LimitsOfLines />} />}
            </Stream>
            <Stream
              key={`${view.range.from} ${view.range.to}`}
              name="Deployments"
              from={deployments}
              fallback={null}
            >
              {(panel) => <DeploymentMarks panel={panel} selected={null} named={one === null} />}
            </Stream>
            <Stream name="AWS calls" from={spend} fallback={null}>
              {(counted) => <PublishSpend spend={pageSpendOf(counted)} />}
            </Stream>
          </PageFrame>
        </ColdStartsProvider>
      );
    },
  );
}

/** The browser asks for what is read of the logs; metrics and configuration are loaded here. */
async function startPage(search: RawSearch) {
  const params = parseColdStarts(search);
  const view = await openView(search, pageSignal());
  const { concurrency, limits } = startConcurrency(view, params.functions, await readZone());
  const deployments = loadMarks(view, params.functions);
  const spend = spendAfter(view, [concurrency, limits, deployments]);
  return { view, params, concurrency, limits, deployments, spend };
}
