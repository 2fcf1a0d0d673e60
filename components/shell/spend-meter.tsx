"use client";

import { CircleDollarSign } from "lucide-react";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { useSlot } from "@/components/view/publish";
import { type PageSpend, pageSpend, resolvedView } from "@/components/view/view-store";
import { formatUsd } from "@/lib/base/format-money";
import { formatExact } from "@/lib/base/format-number";

/** What this page asked of AWS and what that costs. Counted when all panels have settled. */
export function SpendMeter() {
  const spend = useSlot(pageSpend);
  const view = useSlot(resolvedView);
  const calls = spend
    ? `${formatExact(spend.page.sent)} ${spend.page.sent === 1 ? "call" : "calls"}`
    : view
      ? "counting…"
      : "no calls";
  return (
    <Popover>
      <PopoverTrigger
        aria-label={`AWS calls of this page: ${calls}${spend ? `, ${formatUsd(spend.page.costUsd)}` : ""}`}
        className="inline-flex h-8 items-center justify-end gap-1.5 rounded-md px-2 text-ink-2 text-xs hover:bg-hover data-[state=open]:bg-hover md:min-w-36"
      >
        <CircleDollarSign className="size-4 text-ink-3" aria-hidden />
        <span className="max-md:hidden">{calls}</span>
        {spend ? (
          <span className="font-medium text-ink max-md:hidden">{formatUsd(spend.page.costUsd)}</span>
        ) : null}
      </PopoverTrigger>
      <PopoverContent align="end" className="w-[500px] p-4">
        <p className="font-semibold">AWS calls of this page</p>
        {spend ? (
          <SpendDetails spend={spend} />
        ) : (
          <p className="text-ink-3">Counted when every panel is there.</p>
        )}
      </PopoverContent>
    </Popover>
  );
}

const cell = "border-line border-b py-1.5 pl-3 text-right first:pl-0 first:text-left";

function SpendDetails({ spend: { page, session } }: { readonly spend: PageSpend }) {
  return (
    <>
      <table className="mt-2 w-full border-separate border-spacing-0 text-xs">
        <thead>
          <tr className="text-ink-3">
            <th scope="col" className={`${cell} font-medium`}>
              Operation
            </th>
            <th scope="col" className={`${cell} font-medium`}>
              Sent
            </th>
            <th scope="col" className={`${cell} font-medium`}>
              Cached
            </th>
            <th scope="col" className={`${cell} font-medium`}>
              Retried
            </th>
            <th scope="col" className={`${cell} font-medium`}>
              Cost
            </th>
          </tr>
        </thead>
        <tbody>
          {page.operations.map((row) => (
            <tr key={row.operation}>
              <th scope="row" className={`${cell} break-all font-mono font-normal`}>
                {row.operation}
              </th>
              <td className={cell}>{formatExact(row.sent)}</td>
              <td className={cell}>{formatExact(row.saved)}</td>
              <td className={cell}>{formatExact(row.retried)}</td>
              <td className={cell}>{formatUsd(row.costUsd)}</td>
            </tr>
          ))}
          <tr className="font-medium">
            <th scope="row" className={`${cell} border-b-0 font-medium`}>
              This page
            </th>
            <td className={`${cell} border-b-0`}>{formatExact(page.sent)}</td>
            <td className={`${cell} border-b-0`}>{formatExact(page.saved)}</td>
            <td className={`${cell} border-b-0`} />
            <td className={`${cell} border-b-0`}>{formatUsd(page.costUsd)}</td>
          </tr>
          <tr className="text-ink-2">
            <th scope="row" className={`${cell} border-b-0 font-normal`}>
              All pages since the server started
            </th>
            <td className={`${cell} border-b-0`}>{formatExact(session.sent)}</td>
            <td className={`${cell} border-b-0`}>{formatExact(session.saved)}</td>
            <td className={`${cell} border-b-0`} />
            <td className={`${cell} border-b-0`}>{formatUsd(session.costUsd)}</td>
          </tr>
        </tbody>
      </table>
      <p className="mt-2 text-ink-3 text-xs">
        {formatExact(page.billedMetrics)} metrics were billed. Dollars are an upper estimate by AWS's public
        price list, before any free tier.
      </p>
    </>
  );
}
