"use client";

import { Fragment, type ReactNode, useEffect, useState } from "react";
import { InstantText } from "@/components/ui/instant";
import { fetchSpend } from "@/components/view/budget-client";
import { BudgetState } from "@/components/view/budget-state";
import type { OperationSpend, PageSpend } from "@/components/view/view-store";
import { formatDuration } from "@/lib/base/format-duration";
import { formatUsd } from "@/lib/base/format-money";
import { formatExact } from "@/lib/base/format-number";
import type { OwnSpend, SpendTotals } from "@/lib/model/views/own-spend";

const cell = "border-line border-b py-1.5 pl-3 text-right first:pl-0 first:text-left";
const last = `${cell} border-b-0`;

/** Page, browser and day as one table; the latter two as of the moment it is opened. */
export function SpendDetails({ spend: { page, later, own } }: { readonly spend: PageSpend }) {
  const { session, day, budget, pricesAsOf } = useSpendNow(own);
  return (
    <>
      <table className="mt-2 w-full border-separate border-spacing-0 text-xs">
        <thead>
          <tr className="text-ink-3">
            {["Operation", "Sent", "Cached", "Retried", "Cost"].map((name) => (
              <th key={name} scope="col" className={`${cell} font-medium`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.operations.map((row) => (
            <OperationRow key={row.operation} row={row} />
          ))}
          {later.sent > 0 ? (
            <tr>
              <th scope="row" className={`${cell} font-normal`}>
                Asked for since it was drawn
              </th>
              <td className={cell}>{formatExact(later.sent)}</td>
              <td className={cell} />
              <td className={cell} />
              <td className={cell}>{formatUsd(later.costUsd)}</td>
            </tr>
          ) : null}
          <tr className="font-medium">
            <th scope="row" className={`${last} font-medium`}>
              This page
            </th>
            <td className={last}>{formatExact(page.sent + later.sent)}</td>
            <td className={last}>{formatExact(page.saved)}</td>
            <td className={last} />
            <td className={last}>{formatUsd(page.costUsd + later.costUsd)}</td>
          </tr>
          {session === null ? null : (
            <TotalRow totals={session}>
              This browser since <InstantText ms={session.sinceMs} />
            </TotalRow>
          )}
          <TotalRow totals={day}>
            {day.sharedUsd === null ? "Everyone" : "This instance"}{" "}
            {sinceMidnight(day) ? "since 00:00 UTC" : "since the server started, "}
            {sinceMidnight(day) ? null : <InstantText ms={day.sinceMs} />}
          </TotalRow>
          {day.sharedUsd === null ? null : (
            <tr className="text-ink-2">
              <th scope="row" className={`${last} font-normal`}>
                All instances since 00:00 UTC
              </th>
              <td className={last} />
              <td className={last} />
              <td className={last} />
              <td className={last}>{formatUsd(day.sharedUsd)}</td>
            </tr>
          )}
        </tbody>
      </table>
      <BudgetState budget={budget} className="mt-2 border-line border-t pt-2" />
      {page.waitedMs > 0 ? (
        <p data-testid="waited-for-pace" className="mt-2 text-xs">
          <span className="font-medium">Waited for pace</span>{" "}
          <span className="text-ink-2">
            {formatDuration(page.waitedMs)}, added up over this page's calls: they are sent no faster than
            AWS's quotas allow.
          </span>
        </p>
      ) : null}
      <p className="mt-2 text-ink-3 text-xs">
        {formatExact(page.billedMetrics)} metrics were billed on this page. Dollars are an upper estimate by
        AWS's public price list of {pricesAsOf}, before any free tier. Lines that the log explorer reads and
        follows, are counted with the browser and the day. Not counted: tax, and what X-Ray may charge for
        graphs of services.
      </p>
    </>
  );
}

function OperationRow({ row }: { readonly row: OperationSpend }) {
  const [service, operation] = row.operation.split(":");
  return (
    <tr>
      <th scope="row" className={`${cell} wrap-anywhere font-mono font-normal`}>
        {service}:
        {operation?.split(/(?=[A-Z])/).map((word) => (
          <Fragment key={word}>
            <wbr />
            {word}
          </Fragment>
        ))}
      </th>
      <td className={cell}>{formatExact(row.sent)}</td>
      <td className={cell}>{formatExact(row.saved)}</td>
      <td className={cell}>{formatExact(row.retried)}</td>
      <td className={cell}>{formatUsd(row.costUsd)}</td>
    </tr>
  );
}

function TotalRow({ totals, children }: { readonly totals: SpendTotals; readonly children: ReactNode }) {
  return (
    <tr className="text-ink-2">
      <th scope="row" className={`${last} font-normal`}>
        {children}
      </th>
      <td className={last}>{formatExact(totals.sent)}</td>
      <td className={last}>{formatExact(totals.saved)}</td>
      <td className={last} />
      <td className={last}>{formatUsd(totals.costUsd)}</td>
    </tr>
  );
}

function sinceMidnight({ day, sinceMs }: OwnSpend["day"]): boolean {
  return sinceMs <= Date.parse(`${day}T00:00:00Z`);
}

/** As of now; as of the page's load until the server has answered, or when it does not. */
function useSpendNow(atLoad: OwnSpend): OwnSpend {
  const [now, setNow] = useState(atLoad);
  useEffect(() => {
    const leaving = new AbortController();
    setNow(atLoad);
    fetchSpend(leaving.signal).then(setNow, () => {});
    return () => leaving.abort();
  }, [atLoad]);
  return now;
}
