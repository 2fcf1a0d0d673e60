import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { formatUsd } from "@/lib/base/format-money";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import type { ColdFunction } from "@/lib/model/views/cold-starts";

type Steps = NonNullable<ColdFunction["explained"]>["provisioned"];

interface ProvisionedPanelProps {
  readonly steps: Steps;
  readonly felt: number;
  readonly pricesAsOf: string;
}

/** What each size of provisioned concurrency would have removed in the window, and what keeping it ready costs. */
export function ProvisionedPanel({ steps, felt, pricesAsOf }: ProvisionedPanelProps) {
  return (
    <Panel title="Provisioned concurrency" id="provisioned" hint={`Prices of ${pricesAsOf}`}>
      {steps.length === 0 ? (
        <p className="border-line border-t px-4 py-3 text-ink-2">
          Nobody waited in this window, so there is nothing for it to remove.
        </p>
      ) : (
        <ScrollRegion label="Provisioned concurrency by size" className="max-h-72 border-line border-t">
          <Table data-testid="cold-provisioned">
            <thead>
              <tr>
                <Th numeric className="sticky top-0 z-[1]">
                  Kept ready
                </Th>
                <Th className="sticky top-0 z-[1] w-1/3">
                  <span className="sr-only">Share</span>
                </Th>
                <Th numeric className="sticky top-0 z-[1]">
                  Would remove
                </Th>
                <Th numeric className="sticky top-0 z-[1]">
                  Ready for a month
                </Th>
              </tr>
            </thead>
            <tbody>
              {steps.map(({ concurrency, removed, removedShare, monthlyUsd }) => (
                <tr key={concurrency}>
                  <Td numeric className="font-medium">
                    {formatCount(concurrency)}
                  </Td>
                  <Td>
                    <div aria-hidden className="h-2 w-full overflow-hidden rounded-sm bg-sunken">
                      <div
                        className="h-full bg-[var(--series-1)]"
                        style={{ width: `${removedShare * 100}%` }}
                      />
                    </div>
                  </Td>
                  <Td numeric>
                    {formatCount(removed)} of {formatCount(felt)} ({formatRatio(removedShare)})
                  </Td>
                  <Td numeric>{formatUsd(monthlyUsd)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </ScrollRegion>
      )}
      <p className="border-line border-t px-4 py-2 text-ink-3 text-xs">
        A cold start that began while n environments were at work, itself among them, needs n kept ready. The
        price is that of keeping them ready for 730 hours, used or not; durations are billed besides, at a
        lower rate than on demand.
      </p>
    </Panel>
  );
}
