import { ShareBar } from "@/components/panel/share-bar";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { formatDuration } from "@/lib/base/format-duration";
import { formatExact, NO_DATA } from "@/lib/base/format-number";
import { formatValue } from "@/lib/base/format-value";
import type { StageLimits, ThrottleRow } from "@/lib/model/views/stage-limits";

/** The limits on rate, in the order in which they apply, against the busiest period. */
export function ThrottleTable({ limits: { throttles, peak } }: { readonly limits: StageLimits }) {
  return (
    <ScrollRegion label="Throttle limits" className="border-line border-t">
      <Table data-testid="throttles" className="min-w-[760px]">
        <thead>
          <tr>
            <Th sticky>Limit of</Th>
            <Th numeric title="Requests per second">
              Rate
            </Th>
            <Th numeric title="Requests that may come at once">
              Burst
            </Th>
            <Th
              numeric
              title={
                peak === null
                  ? undefined
                  : `Mean of the busiest ${formatDuration(peak.periodMs)} of the stage`
              }
            >
              Peak
            </Th>
            <Th>In use</Th>
            <Th>Note</Th>
          </tr>
        </thead>
        <tbody>
          {throttles.map((row) => (
            <Row key={`${row.scope} ${row.route ?? ""}`} row={row} peak={peak} />
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}

const SCOPES = { stage: "Stage", account: "Account, region" } as const;

function Row({ row, peak }: { readonly row: ThrottleRow; readonly peak: StageLimits["peak"] }) {
  const { scope, route, rateLimit, burstLimit, share, health, note } = row;
  return (
    <tr data-scope={scope}>
      <Td sticky>{scope === "route" ? <code className="font-mono text-xs">{route}</code> : SCOPES[scope]}</Td>
      <Td numeric>{formatExact(rateLimit)}/s</Td>
      <Td numeric>{formatExact(burstLimit)}</Td>
      <Td numeric>{scope === "route" ? NO_DATA : formatValue(peak?.perSecond, "per-second")}</Td>
      <Td>
        {share === null ? (
          <span className="text-ink-3">{NO_DATA}</span>
        ) : (
          <ShareBar share={share} health={health} />
        )}
      </Td>
      <Td className="min-w-72 py-1.5 text-ink-3 sm:whitespace-normal">{note}</Td>
    </tr>
  );
}
