"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { ViewLink } from "@/components/view/view-link";
import { plainText } from "@/lib/base/plain-text";
import { deltaText } from "@/lib/cost/proposal/delta-text";
import { formatUsdRange } from "@/lib/model/usd-range";
import type { WhatIf } from "@/lib/model/views/cost-what-if";
import { functionPath } from "@/lib/url/view-params";

const FIRST_ROWS = 8;

/** Functions and APIs that change, largest effect first. */
export function PartsTable({ parts }: Pick<WhatIf, "parts">) {
  const [all, setAll] = useState(false);
  const shown = all ? parts : parts.slice(0, FIRST_ROWS);
  if (parts.length === 0) return <p className="px-4 py-3 text-ink-2">Nothing changes.</p>;
  return (
    <>
      <ScrollRegion label="Functions and APIs now and after">
        <Table data-testid="what-if-parts" className="min-w-[460px]">
          <thead>
            <tr>
              <Th sticky>Function or API</Th>
              <Th numeric>Now</Th>
              <Th numeric>After</Th>
              <Th numeric>Difference</Th>
            </tr>
          </thead>
          <tbody>
            {shown.map((part) => (
              <tr key={`${part.kind} ${part.key}`}>
                <Td sticky>
                  <PartName kind={part.kind} name={part.key} />
                </Td>
                <Td numeric>{formatUsdRange(part.now)}</Td>
                <Td numeric>{formatUsdRange(part.after)}</Td>
                <Td numeric>{deltaText(part.delta)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
      {parts.length > shown.length ? (
        <div className="px-4 py-2">
          <Button size="sm" variant="ghost" onClick={() => setAll(true)}>
            Show all {parts.length}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function PartName({ kind, name }: { readonly kind: string; readonly name: string | null }) {
  if (name === null) return <span className="text-ink-3">Of no function or API</span>;
  if (kind !== "function")
    return <span className="truncate font-medium max-sm:max-w-36">{plainText(name)}</span>;
  return (
    <ViewLink path={functionPath(name)} className="truncate font-medium hover:underline max-sm:max-w-36">
      {plainText(name)}
    </ViewLink>
  );
}
