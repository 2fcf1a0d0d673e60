import { ShareBar } from "@/components/panel/share-bar";
import { Badge } from "@/components/ui/badge";
import { ExplainedText } from "@/components/ui/explained-text";
import { InstantText } from "@/components/ui/instant";
import { Mono } from "@/components/ui/mono";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { StatusIcon } from "@/components/ui/status";
import { Table, Td, Th } from "@/components/ui/table";
import { formatExact, NO_DATA } from "@/lib/base/format-number";
import type { KeyUse, PlanUse } from "@/lib/model/views/stage-limits";
import { keyLabel, PERIOD_WORDS } from "@/lib/usage-plans/plan-use";

/** What each key used of its quota, nearest to its end first. */
export function KeyTable({ plan, day }: { readonly plan: PlanUse; readonly day: string }) {
  const { keys, quota } = plan;
  if (keys === null) {
    return <p className="border-line border-t px-4 py-3 text-ink-2">What its keys used could not be read.</p>;
  }
  if (keys.length === 0) {
    return (
      <p className="border-line border-t px-4 py-3 text-ink-2">
        API Gateway tells of no use in these days: the plan has no keys, or none was used.
      </p>
    );
  }
  return (
    <ScrollRegion label={`Keys of ${plan.name}`} className="border-line border-t">
      <Table className="min-w-[700px] table-fixed sm:min-w-[860px]">
        <thead>
          <tr>
            <Th sticky className="w-36 sm:w-[34%]">
              Key
            </Th>
            <Th numeric>Used {day} UTC</Th>
            <Th numeric>{quota === null ? "Left" : `Left of the ${PERIOD_WORDS[quota.period]}`}</Th>
            <Th>In use</Th>
            <Th numeric>Most in a day</Th>
            <Th title="When a daily quota is used up if the day goes on as it was on average so far; none where that is not today, or cannot be told">
              Used up at this pace
            </Th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key, index) => (
            <Row key={key.keyId ?? `unnamed ${index}`} use={key} hasQuota={quota !== null} />
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}

function Row({ use, hasQuota }: { readonly use: KeyUse; readonly hasQuota: boolean }) {
  const { keyId, name, enabled, used, remaining, share, health, mostInADay, reachedAtMs } = use;
  return (
    <tr data-key={keyLabel(use)}>
      <Td sticky>
        <span className="flex min-w-0 items-center gap-2">
          <StatusIcon level={health} />
          <span className="min-w-0 truncate font-medium" title={keyLabel(use)}>
            {keyLabel(use)}
          </span>
          {name !== null && keyId !== null ? (
            <span className="text-ink-3 max-sm:hidden">
              <Mono text={keyId} />
            </span>
          ) : null}
          {enabled === false ? <Badge className="max-sm:px-1">Disabled</Badge> : null}
        </span>
      </Td>
      <Td numeric>
        <ExplainedText label={`Use of ${keyLabel(use)} by day`} text={formatExact(used)}>
          <ByDay use={use} />
        </ExplainedText>
      </Td>
      <Td numeric>
        {remaining === null ? <span className="text-ink-3">{NO_DATA}</span> : formatExact(remaining)}
      </Td>
      <Td>
        {share === null ? (
          <span className="text-ink-3">{hasQuota ? NO_DATA : "no quota"}</span>
        ) : (
          <ShareBar share={share} health={health} />
        )}
      </Td>
      <Td numeric>{formatExact(mostInADay)}</Td>
      <Td>
        {reachedAtMs === null ? (
          <span className="text-ink-3">{remaining === 0 ? "used up" : NO_DATA}</span>
        ) : (
          <InstantText ms={reachedAtMs} />
        )}
      </Td>
    </tr>
  );
}

function ByDay({ use: { days } }: { readonly use: KeyUse }) {
  return (
    <table className="w-full">
      <caption className="pb-1 text-left font-medium">Requests a day, UTC</caption>
      <thead className="text-ink-3 text-xs">
        <tr>
          <th scope="col" className="text-left font-normal">
            Day
          </th>
          <th scope="col" className="text-right font-normal">
            Used
          </th>
          <th scope="col" className="text-right font-normal">
            Left
          </th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, used, remaining }) => (
          <tr key={day}>
            <td>{day}</td>
            <td className="text-right">{formatExact(used)}</td>
            <td className="text-right">{formatExact(remaining)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
