"use client";

import { useState } from "react";
import { Formula } from "@/components/cost/formula";
import { OpenRow } from "@/components/cost/open-row";
import { Button } from "@/components/ui/button";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { deltaText } from "@/lib/cost/proposal/delta-text";
import { lineRange } from "@/lib/cost/show/line-range";
import { formatUsdRange } from "@/lib/model/usd-range";
import type { BillLineView } from "@/lib/model/views/cost";
import type { WhatIf, WhatIfLine } from "@/lib/model/views/cost-what-if";

/** Each line item of a month now and after, largest effect first; each opens to both its formulas. */
export function LinesTable({ whatIf: { lines, total } }: { readonly whatIf: WhatIf }) {
  const [all, setAll] = useState(false);
  const changed = lines.filter(({ delta }) => delta.lowUsd !== 0 || delta.highUsd !== 0);
  const shown = all ? lines : changed;
  const left = lines.length - shown.length;
  return (
    <ScrollRegion label="Line items now and after">
      <Table data-testid="what-if-lines" className="min-w-[500px]">
        <thead>
          <tr>
            <Th sticky>Line item</Th>
            <Th numeric>Now</Th>
            <Th numeric>After</Th>
            <Th numeric>Difference</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((item) => (
            <OpenRow
              key={item.line}
              testId={`what-if-${item.line}`}
              columns={4}
              label={<span className="truncate max-sm:max-w-32">{item.label}</span>}
              opens={`How ${item.label} comes about, now and after`}
              cells={
                <>
                  <Td numeric>{sideText(item.now)}</Td>
                  <Td numeric>{sideText(item.after)}</Td>
                  <Td numeric>{deltaText(item.delta)}</Td>
                </>
              }
            >
              <Sides item={item} />
            </OpenRow>
          ))}
          {left > 0 ? (
            <tr>
              <Td colSpan={4}>
                <Button size="sm" variant="ghost" onClick={() => setAll(true)}>
                  Show {left} that stay as they are
                </Button>
              </Td>
            </tr>
          ) : null}
          <tr className="font-semibold">
            <Td sticky className="pl-9 first:pl-9">
              Together
            </Td>
            <Td numeric>{formatUsdRange(total.now)}</Td>
            <Td numeric>{formatUsdRange(total.after)}</Td>
            <Td numeric data-testid="what-if-delta">
              {deltaText(total.delta)}
            </Td>
          </tr>
        </tbody>
      </Table>
    </ScrollRegion>
  );
}

function Sides({ item }: { readonly item: WhatIfLine }) {
  return (
    <div className="grid gap-x-6 gap-y-3 lg:grid-cols-2">
      <Side title="Now" line={item.now} />
      <Side title="After" line={item.after} />
    </div>
  );
}

function Side({ title, line }: { readonly title: string; readonly line: BillLineView | null }) {
  // What a plan takes off has no price of its own.
  const withPrice = line !== null && line.line !== "savings-plan";
  return (
    <div className="min-w-0 space-y-1 text-xs">
      <p className="font-medium">{title}</p>
      {line === null ? <p className="text-ink-2">Not on the bill.</p> : null}
      {line?.high ? <p className="text-ink-2">At least</p> : null}
      {line ? <Formula line={line.low} withPrice={withPrice && line.high === null} /> : null}
      {line?.high ? (
        <>
          <p className="text-ink-2">At most</p>
          <Formula line={line.high} withPrice={withPrice} />
        </>
      ) : null}
    </div>
  );
}

function sideText(line: BillLineView | null): string {
  if (line === null) return "–";
  const range = lineRange(line);
  if (range === null) return "no price";
  const [lowUsd = 0, highUsd = 0] = [range.lowUsd, range.highUsd].sort((a, b) => a - b);
  return lowUsd < 0 ? deltaText({ lowUsd, highUsd }) : formatUsdRange({ lowUsd, highUsd });
}
