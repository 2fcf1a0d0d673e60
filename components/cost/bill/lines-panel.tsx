"use client";

import { CsvButton } from "@/components/cost/csv-button";
import { Formula } from "@/components/cost/formula";
import { OpenRow } from "@/components/cost/open-row";
import { ShareBar } from "@/components/cost/share-bar";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { linesCsv } from "@/lib/cost/show/bill-csv";
import { lineRange } from "@/lib/cost/show/line-range";
import { quantityText } from "@/lib/cost/show/quantity";
import { formatUsdRange, middleUsd } from "@/lib/model/usd-range";
import type { CostBill } from "@/lib/model/views/cost";

/** Every line item of the bill; each opens to its arithmetic. */
export function LinesPanel({ bill }: { readonly bill: CostBill }) {
  const whole = middleUsd(bill.total);
  return (
    <Panel
      id="lines"
      title="Line items"
      hint={`${bill.priceList.id} price list`}
      className="scroll-mt-24"
      actions={<CsvButton what="line items" name="lambdascope-cost-lines" text={() => linesCsv(bill)} />}
    >
      <ScrollRegion label="Line items" className="border-line border-t">
        <Table data-testid="cost-lines" className="min-w-[520px]">
          <thead>
            <tr>
              <Th sticky>Line item</Th>
              <Th numeric>Cost</Th>
              <Th numeric>Share</Th>
              <Th numeric>Quantity</Th>
            </tr>
          </thead>
          <tbody>
            {bill.lines.map((item) => {
              const range = lineRange(item);
              return (
                <OpenRow
                  key={item.line}
                  testId={`line-${item.line}`}
                  columns={4}
                  label={<span className="truncate max-sm:max-w-36">{item.label}</span>}
                  opens={`How ${item.label} comes about`}
                  cells={
                    <>
                      <Td numeric>{range === null ? "no price" : formatUsdRange(range)}</Td>
                      <Td numeric>
                        <ShareBar share={range === null || whole === 0 ? null : middleUsd(range) / whole} />
                      </Td>
                      <Td numeric className="text-ink-2">
                        {quantityText(item)}
                      </Td>
                    </>
                  }
                >
                  {item.high === null ? (
                    <Formula line={item.low} />
                  ) : (
                    <div className="space-y-1">
                      <p className="text-ink-2 text-xs">At least</p>
                      <Formula line={item.low} withPrice={false} />
                      <p className="text-ink-2 text-xs">At most</p>
                      <Formula line={item.high} />
                    </div>
                  )}
                </OpenRow>
              );
            })}
            <tr className="font-semibold">
              <Td sticky className="pl-9 first:pl-9">
                Together
              </Td>
              <Td numeric data-testid="lines-total">
                {formatUsdRange(bill.total)}
              </Td>
              <Td />
              <Td />
            </tr>
          </tbody>
        </Table>
      </ScrollRegion>
    </Panel>
  );
}
