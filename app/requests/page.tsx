import type { Metadata } from "next";
import { explained } from "@/app/explain";
import { LookupForm } from "@/components/request/lookup-form";
import { PageFrame } from "@/components/shell/page-frame";
import { Panel } from "@/components/ui/panel";
import { pageSignal } from "@/lib/server/page-signal";
import { openView } from "@/lib/server/view-request";
import type { RawSearch } from "@/lib/url/search";

export const metadata: Metadata = { title: "Requests" };

export default async function RequestsPage({ searchParams }: { readonly searchParams: Promise<RawSearch> }) {
  const search = await searchParams;
  return explained(
    () => openView(search, pageSignal()),
    (view) => (
      <PageFrame
        key={view.target}
        view={view}
        title="Requests"
        question="What happened to the request that somebody quotes?"
        answer={null}
      >
        <Panel title="Find a request" hint="by any id that is known of it">
          <div className="space-y-4 border-line border-t px-4 py-4">
            <LookupForm />
            <p className="max-w-[72ch] text-ink-2">
              Request ids of API Gateway and of Lambda, extended request ids, trace ids in either spelling.
              The time range above is searched first; a trace id tells its own time.
            </p>
          </div>
        </Panel>
      </PageFrame>
    ),
  );
}
