import type { Metadata } from "next";
import { explained } from "@/app/explain";
import { LogsExplorer } from "@/components/logs/logs-explorer";
import { PageFrame } from "@/components/shell/page-frame";
import { startLogs } from "@/lib/server/log-choices";
import { pageSignal } from "@/lib/server/page-signal";
import type { RawSearch } from "@/lib/url/search";

export const metadata: Metadata = { title: "Logs" };

export default async function LogsPage({ searchParams }: { readonly searchParams: Promise<RawSearch> }) {
  const search = await searchParams;
  return explained(
    () => startLogs(search, pageSignal()),
    ({ view, choices }) => (
      <PageFrame
        key={view.region}
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
      </PageFrame>
    ),
  );
}
