import { BreakEven } from "@/components/cost/what-if/break-even";
import { Outcome } from "@/components/cost/what-if/outcome";
import { Proposal } from "@/components/cost/what-if/proposal";
import { ShareLink } from "@/components/cost/what-if/share-link";
import { PanelState } from "@/components/panel/panel-state";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { plainText } from "@/lib/base/plain-text";
import type { Panel as PanelData } from "@/lib/model/panel";
import { formatUsdRange } from "@/lib/model/usd-range";
import type { WhatIf } from "@/lib/model/views/cost-what-if";

const TITLE = "What would change it?";

/** A proposal of changes and what it would do to the bill of a month like the window. */
export function WhatIfPanel({ panel }: { readonly panel: PanelData<WhatIf> }) {
  const data = panel.state === "ok" || panel.state === "partial" ? panel.data : null;
  return (
    <Panel
      id="what-if"
      title={TITLE}
      hint={data ? hintOf(data) : undefined}
      className="scroll-mt-24"
      actions={data && data.changes.length > 0 ? <ShareLink /> : undefined}
    >
      <PanelState panel={panel}>
        {(whatIf) => (
          <Proposal changes={whatIf.changes} choices={whatIf.choices}>
            {whatIf.changes.length > 0 ? <Outcome whatIf={whatIf} /> : null}
            <BreakEven breakEven={whatIf.breakEven} />
            <Assumptions whatIf={whatIf} />
          </Proposal>
        )}
      </PanelState>
    </Panel>
  );
}

function hintOf({ total, freeTier }: WhatIf): string {
  return `a month like the window: ${formatUsdRange(total.now)} now${freeTier ? ", free tier deducted" : ""}`;
}

function Assumptions({ whatIf: { assumptions, unpriced, changes } }: { readonly whatIf: WhatIf }) {
  const all = [
    ...assumptions,
    ...(unpriced.length > 0 ? [`The price list has no price for: ${unpriced.join(", ")}.`] : []),
  ];
  return (
    <details className="border-line border-t px-4 py-2" open={changes.length > 0} data-testid="assumptions">
      <summary className="cursor-pointer text-ink-2 text-xs">What this takes for granted</summary>
      <ul className="max-w-[90ch] list-disc space-y-1 py-1 pl-5 text-ink-2 text-xs">
        {all.map((assumption) => (
          <li key={assumption}>{plainText(assumption)}</li>
        ))}
      </ul>
    </details>
  );
}

export function WhatIfSkeleton() {
  return (
    <Panel id="what-if" title={TITLE} className="scroll-mt-24">
      <div
        role="status"
        aria-label="Loading what would change it"
        className="h-44 border-line border-t px-4 py-3"
      >
        <Skeleton className="h-8 w-full" />
        <Skeleton className="mt-4 h-7 w-96 max-w-full" />
      </div>
    </Panel>
  );
}
