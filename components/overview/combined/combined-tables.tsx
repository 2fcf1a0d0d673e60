import type { ReactNode } from "react";
import { Sparkline } from "@/components/charts/sparkline";
import { NameCell } from "@/components/overview/name-cell";
import { sparkLabel } from "@/components/overview/spark-label";
import { cn } from "@/components/ui/class-names";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { statusText } from "@/components/ui/status";
import { Table, Td, Th } from "@/components/ui/table";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import { compactUsdRange } from "@/lib/model/compact-usd-range";
import type { CombinedApi, CombinedFunction } from "@/lib/model/views/combined-overview";
import { logsPath, stageSources } from "@/lib/url/logs-path";
import { targetPath } from "@/lib/url/target-params";
import { apiPath, functionPath } from "@/lib/url/view-params";

/** The worst come first; beyond this many, the table of one account is where to look. */
const MOST_SHOWN = 200;

interface RowsProps<Row> {
  readonly rows: readonly Row[];
  /** False: no place has told of any, which is not "none". */
  readonly read: boolean;
}

export function CombinedFunctions({ rows, read }: RowsProps<CombinedFunction>) {
  return (
    <CombinedTable
      id="functions"
      title="Functions"
      count={read ? rows.length : null}
      heads={["Function", "Account", "Region", "Activity"]}
      figures={["Invocations", "Errors", "Error rate", "p95", "Throttles", "Cost"]}
    >
      {rows.slice(0, MOST_SHOWN).map((row) => (
        <tr key={`${row.account} ${row.region} ${row.name}`} className="group">
          <Td sticky className="group-hover:bg-sunken">
            <NameCell
              name={row.name}
              path={targetPath(functionPath(row.name), row)}
              health={row.health}
              reason={row.reason}
              logs={targetPath(logsPath([{ kind: "function", name: row.name }], "failing"), row)}
            />
          </Td>
          <Place row={row} />
          <Activity name="Invocations" row={row} />
          <Td numeric>{formatCount(row.invocations)}</Td>
          <Td numeric className={failure(row.errors, row)}>
            {formatCount(row.errors)}
          </Td>
          <Td numeric>{formatRatio(row.errorRate)}</Td>
          <Td numeric>{formatDuration(row.durationP95Ms)}</Td>
          <Td numeric className={failure(row.throttles, row)}>
            {formatCount(row.throttles)}
          </Td>
          <Td numeric>{row.cost === null ? formatCount(null) : compactUsdRange(row.cost)}</Td>
        </tr>
      ))}
    </CombinedTable>
  );
}

export function CombinedApis({ rows, read }: RowsProps<CombinedApi>) {
  return (
    <CombinedTable
      id="apis"
      title="APIs"
      count={read ? rows.length : null}
      heads={["API / stage", "Account", "Region", "Activity"]}
      figures={["Requests", "4xx", "5xx", "p95 latency"]}
    >
      {rows.slice(0, MOST_SHOWN).map((row) => (
        <tr key={`${row.account} ${row.region} ${row.id} ${row.stage}`} className="group">
          <Td sticky className="group-hover:bg-sunken">
            <NameCell
              name={row.name}
              detail={row.stage}
              path={targetPath(apiPath(row.id, row.stage), row)}
              health={row.health}
              reason={row.reason}
              logs={targetPath(logsPath(stageSources(row.id, row.stage, row.kind), "failing"), row)}
            />
          </Td>
          <Place row={row} />
          <Activity name="Requests" row={row} />
          <Td numeric>{formatCount(row.count)}</Td>
          <Td numeric className={row.status4xx === 0 ? "text-ink-3" : ""}>
            {formatCount(row.status4xx)}
          </Td>
          <Td numeric className={failure(row.status5xx, row)}>
            {formatCount(row.status5xx)}
          </Td>
          <Td numeric>{formatDuration(row.latencyP95Ms)}</Td>
        </tr>
      ))}
    </CombinedTable>
  );
}

interface CombinedTableProps {
  readonly id: string;
  readonly title: string;
  /** null: not read. */
  readonly count: number | null;
  readonly heads: readonly string[];
  readonly figures: readonly string[];
  readonly children: ReactNode;
}

function CombinedTable({ id, title, count, heads, figures, children }: CombinedTableProps) {
  return (
    <Panel id={id} title={title} hint={formatCount(count)}>
      {count === null || count === 0 ? (
        <p className="border-line border-t px-4 py-4 text-ink-2">
          {count === null ? "Not known: nothing of it was read." : "None in what was read."}
        </p>
      ) : (
        <ScrollRegion label={`${title} table`} className="border-line border-t">
          <Table data-testid={`combined-${id}`} className="min-w-[960px]">
            <thead>
              <tr>
                {heads.map((head, index) => (
                  <Th key={head} sticky={index === 0}>
                    {head}
                  </Th>
                ))}
                {figures.map((head) => (
                  <Th key={head} numeric>
                    {head}
                  </Th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </Table>
        </ScrollRegion>
      )}
      {count !== null && count > MOST_SHOWN ? (
        <p className="px-4 py-2 text-ink-2 text-xs">
          The {MOST_SHOWN} worst of {formatCount(count)}; the others are on the pages of their accounts.
        </p>
      ) : null}
    </Panel>
  );
}

function Place({ row }: { readonly row: { readonly account: string; readonly region: string } }) {
  return (
    <>
      <Td>{row.account}</Td>
      <Td className="text-ink-2">{row.region}</Td>
    </>
  );
}

function Activity({ name, row }: { readonly name: string; readonly row: CombinedFunction | CombinedApi }) {
  return (
    <Td>
      <Sparkline
        width={84}
        values={row.spark.values}
        errors={row.failureSpark.values}
        label={sparkLabel(name, row.spark.values, row.failureSpark.values)}
      />
    </Td>
  );
}

function failure(value: number | null, { health }: CombinedFunction | CombinedApi): string {
  return cn(value === 0 ? "text-ink-3" : value === null ? "" : statusText(health));
}
