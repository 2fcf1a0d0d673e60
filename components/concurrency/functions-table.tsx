import { ForecastText } from "@/components/concurrency/forecast-text";
import { MoreRows } from "@/components/concurrency/more-rows";
import { ProvisionedCell } from "@/components/concurrency/provisioned-cell";
import { ShareBar } from "@/components/panel/share-bar";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { StatusBadge, StatusIcon } from "@/components/ui/status";
import { Table, Td, Th } from "@/components/ui/table";
import { ViewLink } from "@/components/view/view-link";
import { formatCount, formatRatio, NO_DATA } from "@/lib/base/format-number";
import type { FunctionConcurrency } from "@/lib/model/views/concurrency";
import { coldStartsPath } from "@/lib/url/cold-starts-path";

/** Beyond these, rows come on demand. */
const FIRST = 12;
const COLUMNS = 8;

/** Functions by what is left of the limit that would throttle them, least first. */
export function FunctionsTable({ functions }: { readonly functions: readonly FunctionConcurrency[] }) {
  const rest = functions.slice(FIRST);
  return (
    <ScrollRegion label="Functions and their concurrency limits" className="border-line border-t">
      <Table data-testid="concurrency-functions">
        <thead>
          <tr>
            <Th sticky>Function</Th>
            <Th numeric title="The most executions at one moment of the window">
              Peak
            </Th>
            <Th numeric>Limit</Th>
            <Th title="Of its own reservation, or of the account's pool with all others in it">
              Limit in use
            </Th>
            <Th numeric title="Executions left at the busiest moment">
              Headroom
            </Th>
            <Th numeric>Throttled</Th>
            <Th>Provisioned, in use at most</Th>
            <Th title="When the limit throttles at the current trend">Limit reached</Th>
          </tr>
        </thead>
        <tbody>
          {functions.slice(0, FIRST).map((row) => (
            <Row key={row.name} row={row} />
          ))}
          {rest.length === 0 ? null : (
            <MoreRows rest={rest.length} columns={COLUMNS}>
              {rest.map((row) => (
                <Row key={row.name} row={row} />
              ))}
            </MoreRows>
          )}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}

function Row({ row }: { readonly row: FunctionConcurrency }) {
  const { name, health, reason, limitKind, throttles } = row;
  return (
    <tr className="group" data-function={name}>
      <Td sticky className="group-last:border-b-0">
        <span className="flex items-center gap-2" title={reason ?? undefined}>
          <StatusIcon level={health} />
          <ViewLink
            path={`${coldStartsPath([name])}#concurrency`}
            className="font-medium hover:underline max-sm:max-w-40 max-sm:truncate"
          >
            {name}
          </ViewLink>
        </span>
      </Td>
      <Td numeric className="group-last:border-b-0">
        {formatCount(row.peak)}
      </Td>
      <Td numeric className="group-last:border-b-0">
        {limitKind === "unknown" ? (
          <StatusBadge level="unknown">Not read</StatusBadge>
        ) : (
          <>
            {formatCount(row.limit)}{" "}
            <span className="text-ink-3">{limitKind === "reserved" ? "reserved" : "shared"}</span>
          </>
        )}
      </Td>
      <Td className="group-last:border-b-0">
        <Use row={row} />
      </Td>
      <Td numeric className="group-last:border-b-0">
        {formatCount(row.headroom)}
      </Td>
      <Td numeric className="group-last:border-b-0">
        <span className={throttles ? "text-critical" : "text-ink-3"}>{formatCount(throttles)}</span>
      </Td>
      <Td className="group-last:border-b-0">
        <ProvisionedCell row={row} />
      </Td>
      <Td className="group-last:border-b-0">
        {row.forecast === null ? (
          <span className="text-ink-3">{limitKind === "shared" ? "as the account" : NO_DATA}</span>
        ) : (
          <ForecastText forecast={row.forecast} of={name} />
        )}
      </Td>
    </tr>
  );
}

/** A bar where the limit is its own; what all have in common is said once in the figures above. */
function Use({ row }: { readonly row: FunctionConcurrency }) {
  const { share, peak, limitKind, health } = row;
  if (share === null) return <span className="text-ink-3">{peak === null ? "nothing ran" : NO_DATA}</span>;
  if (limitKind === "shared") return <span className="text-ink-3">{formatRatio(share)} of the pool</span>;
  return <ShareBar share={share} health={health} />;
}
