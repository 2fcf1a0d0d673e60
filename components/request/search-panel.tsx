import { InstantText } from "@/components/ui/instant";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { formatExact } from "@/lib/base/format-number";
import type { RequestFindings } from "@/lib/model/views/request";

const outcomes: Readonly<Record<string, string>> = {
  read: "read",
  missing: "no such log group",
  cut: "read in part: too much to go through",
  failed: "could not be read",
};

/** Where was looked, with what came of it. */
export function SearchPanel({ findings }: { readonly findings: RequestFindings }) {
  const { search } = findings;
  return (
    <Panel
      title="Where it was looked for"
      hint={`${search.groups.length} log groups, ${search.roundTrips} rounds of AWS calls, ${search.engine === "logs-insights" ? "Logs Insights" : "FilterLogEvents"}`}
    >
      <div className="border-line border-t px-4 py-2 text-ink-2">
        <ul>
          {search.windows.map(({ fromMs, toMs }) => (
            <li key={`${fromMs} ${toMs}`}>
              <InstantText ms={fromMs} /> to <InstantText ms={toMs} />
            </li>
          ))}
        </ul>
        {search.groupsLeftOut.length > 0 ? (
          <p>
            {search.groupsLeftOut.length} further log groups were not searched: there are too many to ask one
            by one.
          </p>
        ) : null}
        {search.unfinished ? (
          <p>There was more to look for when the search ended; what is shown may lack parts.</p>
        ) : null}
      </div>
      <details className="border-line border-t">
        <summary className="cursor-pointer px-4 py-2 text-ink-2 hover:text-ink">Log groups</summary>
        <ScrollRegion label="Log groups that were read" className="max-h-80 border-line border-t">
          <Table>
            <thead>
              <tr>
                <Th>Log group</Th>
                <Th numeric>Events</Th>
                <Th>Outcome</Th>
              </tr>
            </thead>
            <tbody>
              {search.groups.map(({ group, events, outcome, reason }) => (
                <tr key={group}>
                  <Td className="font-mono text-xs">{group}</Td>
                  <Td numeric>{formatExact(events)}</Td>
                  <Td>{reason ?? outcomes[outcome] ?? outcome}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </ScrollRegion>
      </details>
    </Panel>
  );
}
