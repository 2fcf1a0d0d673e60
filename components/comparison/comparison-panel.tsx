import type { ReactNode } from "react";
import { FigureRows } from "@/components/comparison/figure-rows";
import { HowComputed } from "@/components/comparison/how-computed";
import { SpanText } from "@/components/comparison/span-text";
import { VerdictIcon } from "@/components/comparison/verdict";
import { PanelState } from "@/components/panel/panel-state";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table } from "@/components/ui/table";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { ComparedSide, Comparison } from "@/lib/model/views/comparison";

interface ComparisonPanelProps {
  readonly panel: PanelData<Comparison>;
  /** Where there is no comparison to take it from. */
  readonly title: string;
  /** Target of links to it. */
  readonly id: string;
  readonly actions?: ReactNode;
}

/** Two sides against each other: the answer in a sentence, then figure by figure. */
export function ComparisonPanel({ panel, title, id, actions }: ComparisonPanelProps) {
  const data = "data" in panel ? panel.data : null;
  return (
    <Panel id={id} title={data?.title ?? title} actions={actions}>
      <PanelState panel={panel}>{(comparison) => <ComparisonBody comparison={comparison} />}</PanelState>
    </Panel>
  );
}

function ComparisonBody({ comparison }: { readonly comparison: Comparison }) {
  const { earlier, later, figures, remarks, title, verdict, sentence } = comparison;
  return (
    <div data-testid="comparison" data-verdict={verdict}>
      <p className="flex items-start gap-2 px-4 pb-3 text-md">
        <VerdictIcon verdict={verdict} />
        <span className="min-w-0 break-words">{sentence}</span>
      </p>
      {earlier === null || later === null ? null : (
        <>
          <dl className="grid gap-x-6 gap-y-1 border-line border-t px-4 py-2 text-xs sm:grid-cols-2">
            <SideFacts side={earlier} />
            <SideFacts side={later} />
          </dl>
          <ScrollRegion label={`${title}, table`} className="border-line border-t">
            <Table className="min-w-[880px]">
              <FigureRows comparison={comparison} />
            </Table>
          </ScrollRegion>
        </>
      )}
      <div className="space-y-2 border-line border-t px-4 py-2.5 text-ink-2 text-xs">
        {remarks.map((remark) => (
          <p key={remark} className="max-w-prose">
            {remark}
          </p>
        ))}
        {figures.length === 0 ? null : <HowComputed figures={figures} />}
      </div>
    </div>
  );
}

function SideFacts({
  side: { label, fromMs, toMs, share, requests, failures },
}: {
  readonly side: ComparedSide;
}) {
  return (
    <div className="flex min-w-0 flex-wrap items-baseline gap-x-3">
      <dt className="font-medium text-ink-2">{label}</dt>
      <dd className="text-ink-3 tabular-nums">
        {formatCount(requests)} requests, {formatCount(failures)} failed
        {share === null ? null : ` · ${formatRatio(share)} of the traffic`} ·{" "}
        <SpanText fromMs={fromMs} toMs={toMs} />
      </dd>
    </div>
  );
}
