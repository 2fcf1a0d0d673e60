import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { formatExact, formatRatio, threeDigits } from "@/lib/base/format-number";
import type { TraceComparison, TraceFinding } from "@/lib/model/views/traces";

interface ComparePanelProps {
  readonly comparison: TraceComparison;
  readonly onClose: () => void;
}

/** What the selected traces have that the others do not. */
export function ComparePanel({ comparison, onClose }: ComparePanelProps) {
  const { selectedLabel, othersLabel, selectedCount, othersCount, minimumSupport, findings } = comparison;
  return (
    <Panel
      title="What the selected traces have in common"
      hint={`${selectedLabel} (${formatExact(selectedCount)}) against ${othersLabel} (${formatExact(othersCount)})`}
      actions={
        <Button size="icon-sm" variant="ghost" aria-label="Compare nothing" onClick={onClose}>
          <X aria-hidden />
        </Button>
      }
    >
      {findings.length === 0 ? (
        <p data-testid="no-findings" className="border-line border-t px-4 py-3 text-ink-2">
          {nothingFound(comparison)}
        </p>
      ) : (
        <ScrollRegion label="Differences" className="max-h-96 border-line border-t">
          <Table data-testid="findings-table">
            <thead>
              <tr>
                <Th className="sticky top-0 z-[2]">Property</Th>
                <Th className="sticky top-0 z-[2]">Value</Th>
                <Th numeric className="sticky top-0 z-[2]">
                  Selected
                </Th>
                <Th numeric className="sticky top-0 z-[2]">
                  Others
                </Th>
                <Th
                  numeric
                  className="sticky top-0 z-[2]"
                  title="Share among the selected ÷ share among the others"
                >
                  Lift
                </Th>
              </tr>
            </thead>
            <tbody>
              {findings.map((finding) => (
                <FindingRow key={`${finding.kind} ${finding.name} ${finding.value}`} finding={finding} />
              ))}
            </tbody>
          </Table>
        </ScrollRegion>
      )}
      <p className="border-line border-t px-4 py-2 text-ink-3 text-xs">
        Ranked by how many times more often it is among the selected. Left out: what fewer than{" "}
        {minimumSupport} of them have.
      </p>
    </Panel>
  );
}

function FindingRow({ finding }: { readonly finding: TraceFinding }) {
  return (
    <tr>
      <Td className="text-ink-2">
        {finding.kind === "annotation" ? `annotation ${finding.name}` : finding.name}
      </Td>
      <Td className="max-w-96 truncate font-medium" title={finding.value}>
        {finding.value}
      </Td>
      <Td numeric>
        <Share {...finding.selected} />
      </Td>
      <Td numeric>
        <Share {...finding.others} />
      </Td>
      <Td numeric>{finding.lift === null ? "only here" : `× ${threeDigits(finding.lift)}`}</Td>
    </tr>
  );
}

function Share({ count, of }: { readonly count: number; readonly of: number }) {
  return (
    <>
      {of === 0 ? "not known" : formatRatio(count / of)}
      <span className="ml-2 inline-block min-w-16 text-ink-3 text-xs">
        {formatExact(count)} of {formatExact(of)}
      </span>
    </>
  );
}

function nothingFound({ selectedCount, othersCount, minimumSupport }: TraceComparison): string {
  if (selectedCount === 0) return "Nothing is selected: no trace lies there.";
  if (othersCount === 0) return "Every trace is selected: there is nothing to compare them with.";
  if (selectedCount < minimumSupport) {
    return `Only ${selectedCount} selected: too few to tell what they have in common.`;
  }
  return "Nothing sets the selected traces apart: whatever they have, the others have about as often.";
}
