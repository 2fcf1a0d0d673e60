"use client";

import { useState } from "react";
import { GroupRow } from "@/components/cost/bill/group-row";
import { CsvButton } from "@/components/cost/csv-button";
import { useAddressParam } from "@/components/cost/use-address-param";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Segmented } from "@/components/ui/segmented";
import { Table, Th } from "@/components/ui/table";
import { groupsCsv } from "@/lib/cost/show/bill-csv";
import { middleUsd } from "@/lib/model/usd-range";
import type { CostBill } from "@/lib/model/views/cost";

const splits = [
  { value: "function", label: "Function", outside: "Outside functions" },
  { value: "api", label: "API", outside: "Outside APIs" },
  { value: "route", label: "Route", outside: "Outside routes" },
  { value: "version", label: "Version", outside: "Outside versions" },
] as const satisfies readonly { value: keyof CostBill["groups"]; label: string; outside: string }[];

/** Rows before the reader asks for all. */
const FIRST_ROWS = 12;

/** Where the money goes: by function, API, route or version; each row opens to its line items. */
export function GroupsPanel({ bill }: { readonly bill: CostBill }) {
  const [chosen, choose] = useAddressParam("split");
  const [all, setAll] = useState(false);
  const split = splits.find(({ value }) => value === chosen) ?? splits[0];
  const groups = bill.groups[split.value];
  const shown = all ? groups : (groups?.slice(0, FIRST_ROWS) ?? null);
  const whole = middleUsd(bill.total);
  return (
    <Panel
      id="where"
      title="Where it goes"
      className="scroll-mt-24"
      actions={
        <>
          <Segmented
            label="Split by"
            value={split.value}
            options={splits}
            onChange={(value) => {
              setAll(false);
              choose(value === "function" ? null : value);
            }}
          />
          {groups === null ? null : (
            <CsvButton
              what={`costs by ${split.label}`}
              name={`lambdascope-cost-by-${split.value}`}
              text={() => groupsCsv(split.value, groups)}
            />
          )}
        </>
      }
    >
      {shown === null || groups === null ? (
        <p className="border-line border-t px-4 py-3 text-ink-2">
          {bill.by === "lines" ? "Lines of functions" : "Metrics"} do not tell{" "}
          {split.value === "route" ? "routes" : "versions"} apart; a query of Logs Insights does.
        </p>
      ) : groups.length === 0 ? (
        <p className="border-line border-t px-4 py-3 text-ink-2">Nothing in this window.</p>
      ) : (
        <>
          <ScrollRegion label={`Cost by ${split.label}`} className="border-line border-t">
            <Table data-testid="cost-groups" className="min-w-[760px]">
              <thead>
                <tr>
                  <Th sticky>{split.label}</Th>
                  <Th numeric>Cost</Th>
                  <Th numeric>Share</Th>
                  <Th numeric>Requests</Th>
                  <Th numeric>1,000 requests</Th>
                  <Th numeric>Before</Th>
                  <Th numeric>Change</Th>
                </tr>
              </thead>
              <tbody>
                {shown.map((group) => (
                  <GroupRow
                    key={group.key ?? ""}
                    group={group}
                    whole={whole}
                    outside={split.outside}
                    isFunction={split.value === "function"}
                  />
                ))}
              </tbody>
            </Table>
          </ScrollRegion>
          {groups.length > shown.length ? (
            <div className="px-4 py-2">
              <Button size="sm" variant="ghost" onClick={() => setAll(true)}>
                Show all {groups.length}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </Panel>
  );
}
