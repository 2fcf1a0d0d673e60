import { TriangleAlert } from "lucide-react";
import { FormulaList } from "@/components/cost/formula-list";
import { cn } from "@/components/ui/class-names";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { formatCount, formatExact, threeDigits } from "@/lib/base/format-number";
import { exactUsd } from "@/lib/cost/show/exact-usd";
import type { CostEstimate } from "@/lib/model/views/cost-estimate";

const parts = [
  ["computeUsd", "Compute"],
  ["initUsd", "Init"],
  ["requestsUsd", "Requests"],
  ["provisionedUsd", "Provisioned concurrency"],
  ["ephemeralStorageUsd", "Ephemeral storage"],
  ["apiGatewayUsd", "API Gateway"],
  ["logsUsd", "Logs"],
  ["tracesUsd", "Traces"],
] as const;

/** What it would cost a month, a request, and in the worst hour, and how each figure comes about. */
export function EstimateResult({
  estimate,
  stale,
}: {
  readonly estimate: CostEstimate;
  /** Of an earlier input: the present one cannot be used, or its answer is on the way. */
  readonly stale: boolean;
}) {
  const { monthly, perRequest, worstHour, priceList } = estimate;
  const shown = parts.filter(([part]) => monthly[part] > 0 || worstHour[part] > 0);
  return (
    <div data-testid="estimate" aria-busy={stale} className={cn("transition-opacity", stale && "opacity-50")}>
      {priceList.notices.map((notice) => (
        <p
          key={notice}
          className="flex gap-2 border-line border-b bg-warning-soft px-4 py-2 text-warning text-xs"
        >
          <TriangleAlert className="size-4 shrink-0" aria-hidden />
          {notice}
        </p>
      ))}
      <p data-testid="estimate-answer" className="px-4 pt-3 text-md">
        <strong className="font-semibold">{exactUsd(monthly.totalUsd)} a month</strong> for{" "}
        {formatExact(estimate.requestsPerMonth)} requests, {threeDigits(estimate.averageConcurrency)} under
        way on average.
      </p>
      <p className="px-4 pb-2 text-ink-2">
        If all {formatCount(estimate.concurrencyLimit)} allowed executions run all the time, an hour costs{" "}
        {exactUsd(worstHour.totalUsd)} ({formatCount(estimate.requestsPerHourAtLimit)} requests).
      </p>
      <ScrollRegion label="Estimate by part" className="border-line border-t">
        <Table data-testid="estimate-table" className="min-w-[480px]">
          <thead>
            <tr>
              <Th sticky>Part</Th>
              <Th numeric>A month</Th>
              <Th numeric>1,000 requests</Th>
              <Th numeric>A request</Th>
              <Th numeric>Worst hour</Th>
            </tr>
          </thead>
          <tbody>
            {shown.map(([part, label]) => (
              <tr key={part} data-part={part}>
                <Td sticky>{label}</Td>
                <Td numeric>{exactUsd(monthly[part])}</Td>
                <Td numeric>{exactUsd(perRequest[part] * 1000)}</Td>
                <Td numeric className="text-ink-2">
                  {exactUsd(perRequest[part])}
                </Td>
                <Td numeric>{exactUsd(worstHour[part])}</Td>
              </tr>
            ))}
            <tr data-part="totalUsd" className="font-semibold">
              <Td sticky>Together</Td>
              <Td numeric>{exactUsd(monthly.totalUsd)}</Td>
              <Td numeric>{exactUsd(perRequest.totalUsd * 1000)}</Td>
              <Td numeric>{exactUsd(perRequest.totalUsd)}</Td>
              <Td numeric>{exactUsd(worstHour.totalUsd)}</Td>
            </tr>
          </tbody>
        </Table>
      </ScrollRegion>
      <FormulaList title="How a month comes about" open lines={estimate.lines.monthly} />
      <FormulaList title="How the worst hour comes about" lines={estimate.lines.worstHour} />
      <details className="px-4 py-2">
        <summary className="cursor-pointer text-ink-2 text-xs">What this takes for granted</summary>
        <ul className="list-disc space-y-1 py-1 pl-5 text-ink-2 text-xs">
          {estimate.assumptions.map((assumption) => (
            <li key={assumption}>{assumption}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}
