import { MomentText } from "@/components/concurrency/local-time";
import { MoreRows } from "@/components/concurrency/more-rows";
import { ShareBar } from "@/components/panel/share-bar";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { StatusIcon, statusText } from "@/components/ui/status";
import { Table, Td, Th } from "@/components/ui/table";
import { ViewLink } from "@/components/view/view-link";
import { NO_DATA } from "@/lib/base/format-number";
import { formatValue } from "@/lib/base/format-value";
import type { LimitKind, LimitRow } from "@/lib/model/views/concurrency";
import { apiPath, functionPath } from "@/lib/url/view-params";

/** Beyond these, rows come on demand. */
const FIRST = 12;
const COLUMNS = 7;

/** In few characters, so that the share still fits beside it on a phone. */
const KINDS = {
  duration: "Timeout",
  memory: "Memory size",
  payload: "Response size",
  "iterator-age": "Stream retention",
  "async-age": "Event age",
  "events-dropped": "Events dropped",
  "dead-letter": "Dead letters",
  destination: "Destinations",
  "api-rate": "Request rate",
} as const satisfies Record<LimitKind, string>;

interface LimitsTableProps {
  readonly rows: readonly LimitRow[];
  readonly label?: string;
  readonly testId?: string;
}

/** What is held against a limit, nearest first; each leads to the charts of its function or stage. */
export function LimitsTable({
  rows,
  label = "Limits and how much of them is used",
  testId = "limits",
}: LimitsTableProps) {
  if (rows.length === 0) return null;
  const rest = rows.slice(FIRST);
  return (
    <ScrollRegion label={label} className="border-line border-t">
      <Table data-testid={testId}>
        <thead>
          <tr>
            <Th sticky>Function or stage</Th>
            <Th>Limit</Th>
            <Th>In use</Th>
            <Th numeric title="The highest of the window; of lost events, how many">
              Used
            </Th>
            <Th numeric>of</Th>
            <Th title="First period at 80 % or more">Near since</Th>
            <Th>Note</Th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, FIRST).map((row) => (
            <Row key={keyOf(row)} row={row} />
          ))}
          {rest.length === 0 ? null : (
            <MoreRows rest={rest.length} columns={COLUMNS}>
              {rest.map((row) => (
                <Row key={keyOf(row)} row={row} />
              ))}
            </MoreRows>
          )}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}

function keyOf({ kind, name, apiId, stage }: LimitRow): string {
  return `${kind} ${apiId ?? ""} ${name} ${stage ?? ""}`;
}

function Row({ row }: { readonly row: LimitRow }) {
  const { kind, name, apiId, stage, unit, used, limit, share, sinceMs, health, note } = row;
  const path = apiId === null || stage === null ? functionPath(name) : apiPath(apiId, stage);
  return (
    <tr className="group" data-limit={kind}>
      <Td sticky className="group-last:border-b-0">
        <span className="flex items-center gap-2">
          <StatusIcon level={health} />
          <ViewLink path={path} className="font-medium hover:underline max-sm:max-w-40 max-sm:truncate">
            {stage === null ? name : `${name}/${stage}`}
          </ViewLink>
        </span>
      </Td>
      <Td className="text-ink-2 group-last:border-b-0">{KINDS[kind]}</Td>
      <Td className="group-last:border-b-0">
        {share === null ? (
          <span className="text-ink-3">{NO_DATA}</span>
        ) : (
          <ShareBar share={share} health={health} />
        )}
      </Td>
      <Td numeric className="group-last:border-b-0">
        <span className={statusText(health)}>{formatValue(used, unit)}</span>
      </Td>
      <Td numeric className="group-last:border-b-0">
        {formatValue(limit, unit)}
      </Td>
      <Td className="group-last:border-b-0">
        {sinceMs === null ? <span className="text-ink-3">{NO_DATA}</span> : <MomentText ms={sinceMs} />}
      </Td>
      <Td className="min-w-72 py-1.5 sm:whitespace-normal text-ink-3 group-last:border-b-0">{note}</Td>
    </tr>
  );
}
