"use client";

import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Table, Td, Th } from "@/components/ui/table";
import { formatUsd } from "@/lib/base/format-money";
import { formatCount, formatRatio, NO_DATA } from "@/lib/base/format-number";
import type { FeltRoute } from "@/lib/model/views/cold-starts";

type Stopping = NonNullable<FeltRoute["stopping"]>;

/** What provisioned concurrency against a route's cold starts costs a month; how that comes about is one press away. */
export function StoppingCell({ route, stopping }: Pick<FeltRoute, "route" | "stopping">) {
  if (stopping === null || stopping.functions.length === 0)
    return <span className="text-ink-3">{NO_DATA}</span>;
  const price = stopping.atMost ? `≤ ${formatUsd(stopping.monthlyUsd)}` : formatUsd(stopping.netMonthlyUsd);
  return (
    <Popover>
      <PopoverTrigger
        className="underline decoration-line-strong underline-offset-2 hover:decoration-ink"
        aria-label={`${price} a month to stop the cold starts of ${route}: how`}
      >
        {price}
      </PopoverTrigger>
      <PopoverContent align="end" className="w-[640px] py-3">
        <Steps {...stopping} />
        {stopping.atMost ? (
          <p className="px-4 pt-2 text-xs">
            By Logs Insights these are upper bounds, from the metric of concurrent executions: fewer may be
            enough, and what running would save is not known. The lines tell it exactly.
          </p>
        ) : null}
        <p className="px-4 pt-2 text-ink-3 text-xs">
          The smallest provisioned concurrency that would have removed nine in ten of each function's cold
          starts in this window, whoever called it. Kept ready for 730 hours at list price; running is cheaper
          then, at this window's traffic. Net is the first less the second, and nothing else in the bill
          changes.
        </p>
      </PopoverContent>
    </Popover>
  );
}

function Steps({ functions, monthlyUsd, onDemandSavedUsd, netMonthlyUsd }: Stopping) {
  return (
    <div className="overflow-x-auto">
      <Table data-testid="cold-stopping">
        <thead>
          <tr>
            <Th>Function</Th>
            <Th numeric>Kept ready</Th>
            <Th numeric>Removes</Th>
            <Th numeric>Ready</Th>
            <Th numeric>Running saves</Th>
            <Th numeric>Net a month</Th>
          </tr>
        </thead>
        <tbody>
          {functions.map((step) => (
            <tr key={step.functionName}>
              <Td>{step.functionName}</Td>
              <Td numeric>{formatCount(step.concurrency)}</Td>
              <Td numeric>{formatRatio(step.removedShare)}</Td>
              <Td numeric>{formatUsd(step.monthlyUsd)}</Td>
              <Td numeric>{formatUsd(step.onDemandSavedUsd)}</Td>
              <Td numeric className="font-medium">
                {formatUsd(step.netMonthlyUsd)}
              </Td>
            </tr>
          ))}
          {functions.length > 1 ? (
            <tr className="font-medium">
              <Td colSpan={3}>Together</Td>
              <Td numeric>{formatUsd(monthlyUsd)}</Td>
              <Td numeric>{formatUsd(onDemandSavedUsd)}</Td>
              <Td numeric>{formatUsd(netMonthlyUsd)}</Td>
            </tr>
          ) : null}
        </tbody>
      </Table>
    </div>
  );
}
