"use client";

import { requestPath } from "@/components/logs/summary/summary-url";
import { cn } from "@/components/ui/class-names";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { useZone } from "@/components/ui/zone-context";
import { ViewLink } from "@/components/view/view-link";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount } from "@/lib/base/format-number";
import { formatClockSeconds, formatDay, type Zone } from "@/lib/base/format-time";
import { plainText } from "@/lib/base/plain-text";
import type { GroupCounts, SlowRequest, SummaryError } from "@/lib/model/views/log-summary";

const cell = "group-last:border-b-0";
const link = "hover:underline";

interface GroupsTableProps {
  readonly groups: readonly GroupCounts[];
  /** Narrows to these sources; null when all are of one group. */
  readonly onOnly: ((sources: readonly string[]) => void) | null;
}

export function GroupsTable({ groups, onOnly }: GroupsTableProps) {
  return (
    <Panel title="By source" hint={formatCount(groups.length)}>
      <ScrollRegion label="Counts by source" className="border-line border-t">
        <Table data-testid="summary-groups">
          <thead>
            <tr>
              <Th sticky>Source</Th>
              <Th numeric>Requests</Th>
              <Th numeric title="As the line that ends a request says; some formats never do">
                Failed
              </Th>
              <Th numeric>Error lines</Th>
              <Th numeric>Warnings</Th>
              <Th numeric>Lines</Th>
            </tr>
          </thead>
          <tbody>
            {groups.map((row) => (
              <tr key={`${row.group} ${row.sources.join(" ")}`} className="group">
                <Td sticky className={cell} title={row.group}>
                  {onOnly ? (
                    <button type="button" className={link} onClick={() => onOnly(row.sources)}>
                      {row.label}
                    </button>
                  ) : (
                    row.label
                  )}
                  {row.sources.length > 1 ? <span className="text-ink-3"> share {row.group}</span> : null}
                </Td>
                <Td numeric className={cell}>
                  {formatCount(row.requests)}
                </Td>
                <Td numeric className={cn(cell, row.failed ? "font-medium text-critical" : "text-ink-3")}>
                  {formatCount(row.failed)}
                </Td>
                <Td numeric className={cn(cell, row.errorLines === 0 ? "text-ink-3" : "text-critical")}>
                  {formatCount(row.errorLines)}
                </Td>
                <Td numeric className={cn(cell, row.warningLines === 0 && "text-ink-3")}>
                  {formatCount(row.warningLines)}
                </Td>
                <Td numeric className={cell}>
                  {formatCount(row.lines)}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
    </Panel>
  );
}

interface ErrorsTableProps {
  readonly errors: readonly SummaryError[];
  readonly linesRead: number | null;
  readonly limited: boolean;
}

export function ErrorsTable({ errors, linesRead, limited }: ErrorsTableProps) {
  const zone = useZone();
  const of = `of ${limited ? "the newest " : ""}${formatCount(linesRead)} error lines`;
  return (
    <Panel title="Most frequent errors" hint={of}>
      <ScrollRegion label="Most frequent errors" className="border-line border-t">
        {errors.length === 0 ? <p className="px-4 py-3 text-ink-2">No errors in this window.</p> : null}
        <ul data-testid="summary-errors">
          {errors.map((error) => (
            <li
              key={error.hash}
              className="flex items-baseline gap-3 border-line border-b px-4 py-1.5 last:border-b-0"
            >
              <span className="w-12 shrink-0 text-right font-medium text-critical">
                {formatCount(error.count)}
              </span>
              <span className="min-w-0 grow">
                <ViewLink
                  path={requestPath(error.source, error.sampleRequestId, error.lastMs, error.lastMs)}
                  className={cn(link, "block truncate font-mono text-xs")}
                  title={plainText(error.title)}
                >
                  {plainText(error.title)}
                </ViewLink>
                <span className="block truncate text-ink-3 text-xs">
                  {error.functionNames.join(", ")}
                  {error.functionNames.length > 0 ? " · " : ""}
                  {at(error.firstMs, zone)} – {at(error.lastMs, zone)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </ScrollRegion>
    </Panel>
  );
}

export function SlowestTable({ slowest }: { readonly slowest: readonly SlowRequest[] }) {
  const zone = useZone();
  return (
    <Panel title="Slowest requests" hint="of functions">
      <ScrollRegion label="Slowest requests" className="border-line border-t">
        {slowest.length === 0 ? (
          <p className="px-4 py-3 text-ink-2">No line of this window tells how long a request took.</p>
        ) : (
          <Table data-testid="summary-slowest">
            <thead>
              <tr>
                <Th numeric>Duration</Th>
                <Th>Ended</Th>
                <Th>Function</Th>
                <Th>Request</Th>
              </tr>
            </thead>
            <tbody>
              {slowest.map((row) => (
                <tr key={`${row.requestId} ${row.endMs}`} className="group">
                  <Td numeric className={cn(cell, "font-medium")}>
                    {formatDuration(row.durationMs)}
                  </Td>
                  <Td className={cell}>{at(row.endMs, zone)}</Td>
                  <Td className={cell}>
                    {row.functionName ?? row.source}
                    {row.version === null ? null : <span className="text-ink-3"> : {row.version}</span>}
                  </Td>
                  <Td className={cell}>
                    <ViewLink
                      path={requestPath(row.source, row.requestId, row.endMs - row.durationMs, row.endMs)}
                      className={cn(link, "font-mono text-xs")}
                    >
                      {row.requestId}
                    </ViewLink>
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </ScrollRegion>
    </Panel>
  );
}

function at(ms: number, zone: Zone): string {
  return `${formatDay(ms, zone)} ${formatClockSeconds(ms, zone)}`;
}
