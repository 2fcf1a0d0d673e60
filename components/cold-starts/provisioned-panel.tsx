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
                <Head>Kept ready</Head>
                <Th className="sticky top-0 z-[1] w-1/4">
                  <span className="sr-only">Share</span>
                </Th>
                <Head>Would remove</Head>
                <Head>Ready</Head>
                <Head>Running saves</Head>
                <Head>Net a month</Head>
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => (
                <tr key={step.concurrency}>
                  <Td numeric className="font-medium">
                    {formatCount(step.concurrency)}
                  </Td>
                  <Td>
                    <div aria-hidden className="h-2 w-full min-w-8 overflow-hidden rounded-sm bg-sunken">
                      <div
                        className="h-full bg-[var(--series-1)]"
                        style={{ width: `${step.removedShare * 100}%` }}
                      />
                    </div>
                  </Td>
                  <Td numeric>
                    {formatCount(step.removed)} of {formatCount(felt)} ({formatRatio(step.removedShare)})
                  </Td>
                  <Td numeric>{formatUsd(step.monthlyUsd)}</Td>
                  <Td numeric>{formatUsd(step.onDemandSavedUsd)}</Td>
                  <Td numeric className="font-medium">
                    {formatUsd(step.netMonthlyUsd)}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </ScrollRegion>
      )}
      <p className="border-line border-t px-4 py-2 text-ink-3 text-xs">
        A cold start that began while n environments were at work, itself among them, needs n kept ready.
        Ready is the price of keeping them for 730 hours, used or not. Running saves what durations cost less
        then and inits that are not billed, for this window's traffic scaled to 730 hours. Net is then less
        now, with what is configured now: below zero it pays for itself.
      </p>
    </Panel>
  );
}

function Head({ children }: { readonly children: string }) {
  return (
    <Th numeric className="sticky top-0 z-[1]">
      {children}
    </Th>
  );
}
