import { AlarmStateBadge } from "@/components/alarms/alarm-state-badge";
import { InstantText } from "@/components/ui/instant";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import type { AlarmDetail } from "@/lib/model/views/alarms";

/** Every change of state in the window; a history that was not read is not an empty one. */
export function HistoryTable({ history }: Pick<AlarmDetail, "history">) {
  return (
    <section aria-label="History" className="space-y-1">
      <h3 className="px-4 font-semibold text-sm">Changes in this window</h3>
      {history === null ? (
        <p className="px-4 text-ink-2">
          The history of this window is not known: whether it changed cannot be told.
        </p>
      ) : history.length === 0 ? (
        <p className="px-4 text-ink-2">It did not change its state in this window.</p>
      ) : (
        <ScrollRegion label="Changes of state" className="border-line border-t">
          <Table data-testid="alarm-history">
            <thead>
              <tr>
                <Th>At</Th>
                <Th>From</Th>
                <Th>To</Th>
                <Th>Reason</Th>
              </tr>
            </thead>
            <tbody>
              {history.map(({ atMs, from, to, reason }) => (
                <tr key={`${atMs} ${to}`}>
                  <Td>
                    <InstantText ms={atMs} />
                  </Td>
                  <Td>
                    {from === null ? (
                      <span className="text-ink-3">not told</span>
                    ) : (
                      <AlarmStateBadge state={from} />
                    )}
                  </Td>
                  <Td>
                    <AlarmStateBadge state={to} />
                  </Td>
                  <Td className="min-w-80 whitespace-normal break-words text-ink-2">
                    {reason ?? "not told"}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </ScrollRegion>
      )}
    </section>
  );
}
