import { TriangleAlert } from "lucide-react";
import { Panel } from "@/components/ui/panel";
import { Table, Td, Th } from "@/components/ui/table";
import { formatUsd } from "@/lib/base/format-money";
import type { RequestFindings } from "@/lib/model/views/request";

/** What the request cost, and what that holds. One request costs too little to read: a million like it say it. */
export function CostPanel({ cost }: { readonly cost: RequestFindings["cost"] }) {
  if (cost === null) return null;
  return (
    <Panel title="Cost" hint={`list prices of ${cost.region} as of ${cost.pricesAsOf}`}>
      {cost.notices.map((notice) => (
        <p
          key={notice}
          className="flex gap-2 border-line border-t bg-warning-soft px-4 py-2 text-warning text-xs"
        >
          <TriangleAlert className="size-4 shrink-0" aria-hidden />
          {notice}
        </p>
      ))}
      <div className="overflow-x-auto border-line border-t">
        <Table data-testid="request-cost">
          <thead>
            <tr>
              <Th>Part</Th>
              <Th>Quantity</Th>
              <Th numeric>A million of it</Th>
            </tr>
          </thead>
          <tbody>
            {cost.parts.map((part, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two parts may be alike
              <tr key={index}>
                <Td>{part.label}</Td>
                <Td className="text-ink-2">{part.detail}</Td>
                <Td numeric>{formatUsd(part.usd * 1e6)}</Td>
              </tr>
            ))}
            <tr>
              <Td className="font-semibold">Together</Td>
              <Td className="text-ink-2">{cost.unknown.length > 0 ? "at least" : ""}</Td>
              <Td numeric className="font-semibold">
                {formatUsd(cost.usd * 1e6)}
              </Td>
            </tr>
          </tbody>
        </Table>
      </div>
      <p className="px-4 py-2 text-ink-3 text-xs">
        This request: {cost.usd.toFixed(9)} USD.{" "}
        {cost.unknown.length > 0 ? `The billed duration of ${cost.unknown.join(", ")} is not logged. ` : ""}
        {cost.notIncluded} Prices: {cost.source}.
      </p>
    </Panel>
  );
}
