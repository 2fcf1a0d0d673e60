import { FactList } from "@/components/ui/fact-list";
import { InstantText } from "@/components/ui/instant";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import { BudgetState } from "@/components/view/budget-state";
import { formatDuration } from "@/lib/base/format-duration";
import { formatUsd } from "@/lib/base/format-money";
import { formatExact } from "@/lib/base/format-number";
import { formatBytes } from "@/lib/base/format-size";
import type { SpendReport } from "@/lib/model/views/own-spend";

/** What Lambdascope itself costs today, by page and by operation, and its budget. */
export function SpendSection({ spend }: { readonly spend: SpendReport }) {
  const { session, day, budget, byPurpose, byOperation, billedMetrics, bytesScanned, waitedMs } = spend;
  return (
    <Panel
      id="spend"
      title="Own spend"
      hint={`AWS's list prices of ${spend.pricesAsOf}, before any free tier`}
    >
      <FactList
        facts={[
          {
            name: "Today",
            value: `${formatUsd(budget.spentUsd)}${day.sharedUsd === null ? "" : ", all instances"}`,
          },
          {
            name: "This browser",
            value:
              session === null ? (
                "nothing counted"
              ) : (
                <>
                  {formatUsd(session.costUsd)} since <InstantText ms={session.sinceMs} />
                </>
              ),
          },
          { name: "Counted since", value: <InstantText ms={day.sinceMs} /> },
          { name: "Calls sent", value: formatExact(day.sent) },
          { name: "Cached", value: formatExact(day.saved) },
          { name: "Billed metrics", value: formatExact(billedMetrics) },
          { name: "Scanned by Insights", value: formatBytes(bytesScanned) },
          ...(waitedMs > 0 ? [{ name: "Waited for pace", value: formatDuration(waitedMs) }] : []),
          { name: "Asks first above", value: formatUsd(spend.askAboveUsd) },
        ]}
      />
      <BudgetState budget={budget} className="border-line border-t px-4 py-3" />
      <div className="grid lg:grid-cols-2">
        <Sums title="Today by page" head="Page" rows={byPurpose} />
        <Sums title="Today by operation" head="Operation" rows={freeAsOne(byOperation)} mono />
      </div>
      <div className="border-line border-t px-4 py-2 text-ink-3 text-xs">
        <p className="max-w-[100ch]">
          Charged when a call is sent: each metric of GetMetricData and each other request to CloudWatch,
          refused ones too. Charged when the answer tells: what Logs Insights scanned, also of queries that
          were stopped, and the traces that X-Ray looked at and gave. Charged by the minute begun: Live Tail.
          Days are UTC by the server's clock; the counts are those of this process. Not counted: tax, and what
          X-Ray may charge for graphs of services.
        </p>
      </div>
    </Panel>
  );
}

/** What costs nothing is of interest together only. */
function freeAsOne(rows: SpendReport["byOperation"]): SpendReport["byOperation"] {
  const free = rows.filter(({ costUsd }) => costUsd === 0);
  const sum = (count: (row: (typeof free)[number]) => number) => free.reduce((a, row) => a + count(row), 0);
  return [
    ...rows.filter(({ costUsd }) => costUsd > 0),
    ...(free.length === 0
      ? []
      : [
          {
            name: `${free.length} that cost nothing`,
            sent: sum(({ sent }) => sent),
            saved: sum(({ saved }) => saved),
            costUsd: 0,
          },
        ]),
  ];
}

interface SumsProps {
  readonly title: string;
  readonly head: string;
  readonly rows: SpendReport["byPurpose"];
  readonly mono?: boolean;
}

function Sums({ title, head, rows, mono = false }: SumsProps) {
  return (
    <ScrollRegion label={title} className="border-line border-t lg:odd:border-r">
      <Table>
        <thead>
          <tr>
            <Th sticky>{head}</Th>
            <Th numeric>Sent</Th>
            <Th numeric>Cached</Th>
            <Th numeric>Cost</Th>
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 ? (
            <tr>
              <Td colSpan={4} className="text-ink-3">
                Nothing asked yet.
              </Td>
            </tr>
          ) : (
            rows.map(({ name, sent, saved, costUsd }) => (
              <tr key={name}>
                <Td sticky className={mono ? "font-mono text-xs" : undefined}>
                  {name}
                </Td>
                <Td numeric>{formatExact(sent)}</Td>
                <Td numeric>{formatExact(saved)}</Td>
                <Td numeric>{formatUsd(costUsd)}</Td>
              </tr>
            ))
          )}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}

export function SpendSkeleton() {
  return (
    <Panel title="Own spend">
      <div
        role="status"
        aria-label="Adding up what was spent"
        className="space-y-3 border-line border-t px-4 py-3"
      >
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} className="h-4 w-80 max-w-full" />
        ))}
      </div>
    </Panel>
  );
}
