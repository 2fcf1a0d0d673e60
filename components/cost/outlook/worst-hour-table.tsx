"use client";

import { useState } from "react";
import { Formula } from "@/components/cost/formula";
import { OpenRow } from "@/components/cost/open-row";
import { Button } from "@/components/ui/button";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { ViewLink } from "@/components/view/view-link";
import { formatCount } from "@/lib/base/format-number";
import { exactUsd } from "@/lib/cost/show/exact-usd";
import type { CostWorstHour } from "@/lib/model/views/cost";
import { functionPath } from "@/lib/url/view-params";

const FIRST_ROWS = 6;

/** Each function at its limit, dearest first; each opens to its arithmetic. */
export function WorstHourTable({ worst: { functions } }: { readonly worst: CostWorstHour }) {
  const [all, setAll] = useState(false);
  const shown = all ? functions : functions.slice(0, FIRST_ROWS);
  if (functions.length === 0) return null;
  return (
    <>
      <ScrollRegion label="The worst hour by function" className="border-line border-t">
        <Table data-testid="worst-functions" className="min-w-[500px]">
          <thead>
            <tr>
              <Th sticky>Function</Th>
              <Th numeric>At once</Th>
              <Th numeric>Compute</Th>
              <Th numeric>Requests</Th>
              <Th numeric>An hour</Th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <OpenRow
                key={one.name}
                testId={`worst-${one.name}`}
                columns={5}
                label={
                  <ViewLink
                    path={functionPath(one.name)}
                    className="truncate font-medium hover:underline max-sm:max-w-36"
                  >
                    {one.name}
                  </ViewLink>
                }
                opens={`How the worst hour of ${one.name} comes about`}
                cells={
                  <>
                    <Td numeric>
                      <span className="mr-1.5 text-ink-3 text-xs">
                        {one.limit === "reserved" ? "reserved" : "shared"}
                      </span>
                      {formatCount(one.executions)}
                    </Td>
                    <Td numeric>{exactUsd(one.computeUsd)}</Td>
                    <Td numeric>{exactUsd(one.requestsUsd)}</Td>
                    <Td numeric>{exactUsd(one.totalUsd)}</Td>
                  </>
                }
              >
                <ul className="space-y-2">
                  {one.lines.map((line) => (
                    <li key={line.line}>
                      <p className="font-medium text-xs">{line.label}</p>
                      <Formula line={line} />
                    </li>
                  ))}
                </ul>
              </OpenRow>
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
      {functions.length > shown.length ? (
        <div className="border-line border-b px-4 py-2">
          <Button size="sm" variant="ghost" onClick={() => setAll(true)}>
            Show all {functions.length}
          </Button>
        </div>
      ) : null}
    </>
  );
}
