import { causeLabels } from "@/components/concurrency/cause-label";
import { RangeText } from "@/components/concurrency/local-time";
import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { ViewLink } from "@/components/view/view-link";
import { formatSpan } from "@/lib/base/format-duration";
import { formatCount } from "@/lib/base/format-number";
import type { FunctionConcurrency } from "@/lib/model/views/concurrency";
import { functionPath } from "@/lib/url/view-params";

/** Every run of throttled periods with its cause and what was seen in the same minutes. */
export function ThrottledPanel({ functions }: { readonly functions: readonly FunctionConcurrency[] }) {
  const episodes = functions.flatMap(({ name, throttled }) =>
    throttled.map((episode) => ({ name, episode })),
  );
  if (episodes.length === 0) return null;
  return (
    <Panel title="Throttled, and why" hint="What was reached in the same periods">
      <ScrollRegion label="Throttled calls and their causes" className="border-line border-t">
        <Table data-testid="throttled">
          <thead>
            <tr>
              <Th sticky>Function</Th>
              <Th>When</Th>
              <Th numeric>Throttled</Th>
              <Th numeric>Periods</Th>
              <Th>Cause</Th>
              <Th>Evidence</Th>
            </tr>
          </thead>
          <tbody>
            {episodes.map(({ name, episode }) => (
              <tr key={`${name} ${episode.fromMs}`} className="group">
                <Td sticky className="group-last:border-b-0">
                  <ViewLink path={functionPath(name)} className="font-medium hover:underline">
                    {name}
                  </ViewLink>
                </Td>
                <Td className="group-last:border-b-0">
                  <RangeText fromMs={episode.fromMs} toMs={episode.toMs} />
                </Td>
                <Td numeric className="text-critical group-last:border-b-0">
                  {formatCount(episode.throttles)}
                </Td>
                <Td numeric className="group-last:border-b-0">
                  {formatCount(episode.periods)} × {formatSpan(episode.periodMs)}
                </Td>
                <Td className="group-last:border-b-0">
                  <Badge>{causeLabels[episode.cause]}</Badge>
                </Td>
                <Td className="min-w-96 py-1.5 sm:whitespace-normal text-ink-2 group-last:border-b-0">
                  {episode.sentence}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
    </Panel>
  );
}
