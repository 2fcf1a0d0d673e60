import type { Metadata } from "next";
import { explained } from "@/app/explain";
import { LogsExplorer } from "@/components/logs/logs-explorer";
import { Stream } from "@/components/panel/stream";
import { PageFrame } from "@/components/shell/page-frame";
import { PublishSpend } from "@/components/view/publish";
import { pageSpendOf } from "@/components/view/spend-of";
import { startLogs } from "@/lib/server/log-choices";
import { pageSignal } from "@/lib/server/page-signal";
import type { RawSearch } from "@/lib/url/search";

export const metadata: Metadata = { title: "Logs" };

export default async function LogsPage({ searchParams }: { readonly searchParams: Promise<RawSearch> }) {
  const search = await searchParams;
  return explained(
    () => startLogs(search, pageSignal()),
    ({ view, choices, spend }) => (
      <PageFrame
        key={view.target}
        view={view}
        title="Logs"
        question="What happened, request by request?"
        answer={null}
      >
        <LogsExplorer
          fromMs={view.range.fromMs}
          toMs={view.range.toMs}
          nowMs={view.nowMs}
          region={view.region}
          choices={choices}
        />
        <Stream name="AWS calls" from={spend} fallback={null}>
          {(counted) => <PublishSpend spend={pageSpendOf(counted)} />}
        </Stream>
      </PageFrame>
    ),
  );
}
