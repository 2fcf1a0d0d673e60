import type { Metadata } from "next";
import { explained } from "@/app/explain";
import { Stream } from "@/components/panel/stream";
import { PageFrame } from "@/components/shell/page-frame";
import { CoverageLine } from "@/components/traces/coverage-line";
import { TracesExplorer } from "@/components/traces/traces-explorer";
import { Skeleton } from "@/components/ui/skeleton";
import { PublishSpend } from "@/components/view/publish";
import { pageSpendOf } from "@/components/view/spend-of";
import { pageSignal } from "@/lib/server/page-signal";
import { startTraces } from "@/lib/server/traces";
import type { RawSearch } from "@/lib/url/search";

export const metadata: Metadata = { title: "Traces" };

export default async function TracesPage({ searchParams }: { readonly searchParams: Promise<RawSearch> }) {
  const search = await searchParams;
  return explained(
    () => startTraces(search, pageSignal()),
    ({ view, coverage, spend }) => (
      <PageFrame
        key={view.target}
        view={view}
        title="Traces"
        question="Which requests were slow or failed, and what do they have in common?"
        answer={null}
      >
        <TracesExplorer
          fromMs={view.range.fromMs}
          toMs={view.range.toMs}
          nowMs={view.nowMs}
          region={view.region}
          coverage={
            <Stream name="Coverage" from={coverage} fallback={<Skeleton className="h-[38px] rounded-lg" />}>
              {(panel) => <CoverageLine panel={panel} />}
            </Stream>
          }
        />
        <Stream name="AWS calls" from={spend} fallback={null}>
          {(counted) => <PublishSpend spend={pageSpendOf(counted)} />}
        </Stream>
      </PageFrame>
    ),
  );
}
