import { FormulaList } from "@/components/cost/formula-list";
import { WorstHourTable } from "@/components/cost/outlook/worst-hour-table";
import { PanelState } from "@/components/panel/panel-state";
import { Panel } from "@/components/ui/panel";
import { TableSkeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/base/format-number";
import { exactUsd } from "@/lib/cost/show/exact-usd";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { CostWorstHour } from "@/lib/model/views/cost";

/** What an hour burns when every execution that is allowed is under way. */
export function WorstHourPanel({ panel }: { readonly panel: PanelData<CostWorstHour> }) {
  return (
    <Panel
      id="worst-hour"
      title="The worst hour"
      hint="if every allowed execution is under way, all the time"
      className="scroll-mt-24"
    >
      <PanelState panel={panel} brief>
        {(worst) => (
          <div data-testid="worst-hour">
            <Total worst={worst} />
            <WorstHourTable worst={worst} />
            {worst.total === null ? null : (
              <FormulaList title="How the total comes about" lines={worst.total.lines} />
            )}
            <details className="px-4 py-2">
              <summary className="cursor-pointer text-ink-2 text-xs">What this takes for granted</summary>
              <ul className="max-w-[90ch] list-disc space-y-1 py-1 pl-5 text-ink-2 text-xs">
                {worst.assumptions.map((assumption) => (
                  <li key={assumption}>{assumption}</li>
                ))}
                {worst.unknown.length === 0 ? null : (
                  <li>
                    Not executed in this window, so nothing is known of them: {worst.unknown.join(", ")}.
                  </li>
                )}
              </ul>
            </details>
          </div>
        )}
      </PanelState>
    </Panel>
  );
}

function Total({ worst: { total, accountLimit, unreserved } }: { readonly worst: CostWorstHour }) {
  return (
    <div className="border-line border-t px-4 py-3">
      {total === null ? (
        <p className="text-md">
          The account’s limit of executions is not known, so neither is its worst hour.
        </p>
      ) : (
        <p className="text-md">
          <strong data-testid="worst-total" className="font-semibold text-xl">
            {exactUsd(total.totalUsd)}
          </strong>{" "}
          an hour: {exactUsd(total.computeUsd)} compute, {exactUsd(total.requestsUsd)} requests
          {total.otherUsd > 0 ? `, ${exactUsd(total.otherUsd)} else` : ""}
        </p>
      )}
      <p className="text-ink-2">
        {accountLimit === null
          ? "Reading it needs lambda:GetAccountSettings."
          : `The account allows ${formatCount(accountLimit)} executions at once${
              unreserved === null
                ? ""
                : `; ${formatCount(accountLimit - unreserved)} are reserved for functions, ${formatCount(unreserved)} are shared by all others`
            }.`}
      </p>
    </div>
  );
}

export function WorstHourSkeleton() {
  return (
    <Panel id="worst-hour" title="The worst hour" className="scroll-mt-24">
      <div className="border-line border-t">
        <TableSkeleton rows={8} label="Loading the worst hour" />
      </div>
    </Panel>
  );
}
