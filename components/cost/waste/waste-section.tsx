"use client";

import { TriangleAlert } from "lucide-react";
import type { BillAsked } from "@/components/cost/bill/use-exact-bill";
import { CsvButton } from "@/components/cost/csv-button";
import { KindRow } from "@/components/cost/waste/kind-row";
import { useWaste } from "@/components/cost/waste/use-waste";
import { WasteOffer } from "@/components/cost/waste/waste-offer";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Th } from "@/components/ui/table";
import { formatBytes } from "@/lib/base/format-size";
import { inOrder, wasteAnswer } from "@/lib/cost/waste/waste-answer";
import { wasteCsv } from "@/lib/cost/waste/waste-csv";
import { formatUsdRange } from "@/lib/model/usd-range";
import type { CostWaste } from "@/lib/model/views/cost-waste";

interface WasteSectionProps {
  /** By configuration and metrics. */
  readonly waste: CostWaste;
  readonly asked: BillAsked;
}

/** Each kind of waste with its price a month; on consent, also what only log lines tell. */
export function WasteSection({ waste: atFirst, asked }: WasteSectionProps) {
  const { state, run, stop } = useWaste(asked);
  const waste = state.phase === "found" ? state.waste : atFirst;
  const { total, logs, notes } = waste;
  const missing = state.phase === "found" ? state.missing : null;
  return (
    <Panel
      id="waste"
      title="Waste"
      hint="a month that goes on like this window, at list prices"
      className="scroll-mt-24"
      actions={<CsvButton what="waste" name="lambdascope-waste" text={() => wasteCsv(waste)} />}
    >
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-line border-t px-4 py-3">
        <div className="min-w-0">
          <p className="font-semibold text-xl" data-testid="waste-total">
            {total === null ? "Not known" : formatUsdRange(total)}
            {total === null ? null : <span className="font-normal text-md"> a month for nothing</span>}
          </p>
          <p className="text-ink-2" data-testid="waste-answer">
            {wasteAnswer(waste)}
            {logs.bytesScanned === null ? "" : ` ${formatBytes(logs.bytesScanned)} were scanned for it.`}
          </p>
        </div>
        {logs.state === "needs-consent" ? (
          <span className="sm:ml-auto">
            <WasteOffer estimate={logs.estimate} state={state} onRun={run} onStop={stop} />
          </span>
        ) : null}
      </div>
      {missing === null ? null : (
        <p
          role="status"
          className="flex gap-2 border-line border-t bg-warning-soft px-4 py-2 text-warning text-xs"
        >
          <TriangleAlert className="size-4 shrink-0" aria-hidden />
          Not all could be read: {missing}
        </p>
      )}
      <ScrollRegion label="Kinds of waste" className="border-line border-t">
        <Table data-testid="waste-kinds">
          <thead>
            <tr>
              <Th sticky>What is paid for nothing</Th>
              <Th numeric>A month</Th>
              <Th className="max-sm:hidden">Most of it</Th>
            </tr>
          </thead>
          <tbody>
            {inOrder(waste.kinds).map((kind) => (
              <KindRow key={`${kind.kind} ${kind.state}`} kind={kind} />
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
      <div className="max-w-[100ch] space-y-1 px-4 py-2 text-ink-3 text-xs">
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        <p>
          Kinds overlap: a retry may run into the timeout, with memory that it does not use. The lower end of
          the total counts the largest of what overlaps, the upper end all of it.
        </p>
      </div>
    </Panel>
  );
}
