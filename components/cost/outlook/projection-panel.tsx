import { FormulaList } from "@/components/cost/formula-list";
import { Facts } from "@/components/cost/outlook/facts";
import { FreeTierSwitch } from "@/components/cost/outlook/free-tier-switch";
import { RangeBar } from "@/components/cost/outlook/range-bar";
import { PanelState } from "@/components/panel/panel-state";
import { InstantText } from "@/components/ui/instant";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { formatUsd } from "@/lib/base/format-money";
import { formatExact, formatRatio } from "@/lib/base/format-number";
import { monthName } from "@/lib/cost/show/month-name";
import type { Panel as PanelData } from "@/lib/model/panel";
import { formatUsdRange } from "@/lib/model/usd-range";
import type { CostProjection } from "@/lib/model/views/cost";

const rhythms = {
  "hour-of-week": "each hour of the week as seen",
  "hour-of-day": "each hour of the day as seen",
  average: "the average of what was seen",
} as const satisfies Record<CostProjection["rhythm"], string>;

/** What the bill will be at the end of the calendar month. */
export function ProjectionPanel({
  panel,
  freeTier,
}: {
  readonly panel: PanelData<CostProjection>;
  readonly freeTier: boolean;
}) {
  return (
    <Panel
      id="projection"
      title="At the end of the month"
      className="scroll-mt-24"
      actions={<FreeTierSwitch on={freeTier} />}
    >
      <PanelState panel={panel} brief>
        {(projection) => (
          <div data-testid="projection">
            <div className="border-line border-t px-4 py-3">
              <p className="text-md">
                <strong className="font-semibold text-xl">{formatUsd(projection.expectedUsd)}</strong>{" "}
                expected for {monthName(projection.month)},{" "}
                {projection.freeTier ? "free tier deducted" : "before any free tier"}
              </p>
              <RangeBar {...projection} />
            </div>
            <Facts facts={factsOf(projection)} />
            <FormulaList title="How the month comes about" lines={projection.lines} />
            <details className="px-4 py-2">
              <summary className="cursor-pointer text-ink-2 text-xs">What this takes for granted</summary>
              <ul className="max-w-[90ch] list-disc space-y-1 py-1 pl-5 text-ink-2 text-xs">
                {projection.assumptions.map((assumption) => (
                  <li key={assumption}>{assumption}</li>
                ))}
              </ul>
            </details>
          </div>
        )}
      </PanelState>
    </Panel>
  );
}

function factsOf(projection: CostProjection): Parameters<typeof Facts>[0]["facts"] {
  const { fromMs, toMs, lowUsd, highUsd, seenUsd, certainShare, unknownHours, rhythm } = projection;
  return [
    { name: "Range", value: formatUsdRange({ lowUsd, highUsd }) },
    { name: "Seen so far", value: formatUsd(seenUsd) },
    { name: "Certain", value: `${formatRatio(certainShare)} of what is expected` },
    { name: "Rest of the month", value: rhythms[rhythm] },
    { name: "Hours not seen", value: formatExact(unknownHours) },
    {
      name: "Month",
      value: (
        <>
          <InstantText ms={fromMs} /> – <InstantText ms={toMs} />
        </>
      ),
    },
  ];
}

export function ProjectionSkeleton() {
  return (
    <Panel id="projection" title="At the end of the month" className="scroll-mt-24">
      <div role="status" aria-label="Loading the projection" className="h-60 border-line border-t px-4 py-3">
        <Skeleton className="h-6 w-64" />
        <Skeleton className="mt-4 h-3 w-full" />
      </div>
    </Panel>
  );
}
