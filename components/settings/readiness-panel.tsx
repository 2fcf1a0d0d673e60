import { PanelState } from "@/components/panel/panel-state";
import { ReadinessItem } from "@/components/settings/readiness-item";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { Readiness } from "@/lib/model/views/settings";

const TITLE = "Readiness";

/** What the account's configuration keeps from being seen, and the text that changes it. */
export function ReadinessPanel({ panel }: { readonly panel: PanelData<Readiness> }) {
  return (
    <Panel title={TITLE} id="readiness" hint="what the account could tell, and does not">
      <PanelState panel={panel}>
        {({ answer, checks }) => (
          <div data-testid="readiness">
            <p className="border-line border-t px-4 py-2.5" data-testid="readiness-answer">
              {answer.sentence}
            </p>
            <ul className="divide-y divide-line border-line border-t">
              {checks.map((check) => (
                <ReadinessItem key={check.key} check={check} />
              ))}
            </ul>
          </div>
        )}
      </PanelState>
    </Panel>
  );
}

export function ReadinessSkeleton() {
  return (
    <Panel title={TITLE}>
      <div
        role="status"
        aria-label="Reading the configuration"
        className="space-y-3 border-line border-t px-4 py-3"
      >
        {[0, 1, 2, 3, 4].map((row) => (
          <Skeleton key={row} className="h-4 w-[36rem] max-w-full" />
        ))}
      </div>
    </Panel>
  );
}
