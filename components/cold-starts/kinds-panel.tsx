import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Td, Th } from "@/components/ui/table";
import { formatCount } from "@/lib/base/format-number";
import { countedKinds, kindTexts } from "@/lib/cold-starts/show/kinds";
import type { ColdStarts } from "@/lib/model/views/cold-starts";

/** How often each kind occurred, what it means, and by what it is known. */
export function KindsPanel({ counts }: { readonly counts: ColdStarts["total"]["counts"] }) {
  return (
    <Panel title="Kinds" id="kinds">
      <ScrollRegion label="Kinds of cold starts" className="border-line border-t">
        <Table data-testid="cold-kinds">
          <thead>
            <tr>
              <Th sticky>Kind</Th>
              <Th numeric>Count</Th>
              <Th>Waited</Th>
              <Th>What it is, and how it is known</Th>
            </tr>
          </thead>
          <tbody>
            {countedKinds.map((kind) => {
              const { label, felt, meaning, evidence } = kindTexts[kind];
              return (
                <tr key={kind} className="group">
                  <Td sticky className="font-medium group-last:border-b-0">
                    {label}
                  </Td>
                  <Td
                    numeric
                    className={
                      counts[kind] === 0 ? "text-ink-3 group-last:border-b-0" : "group-last:border-b-0"
                    }
                  >
                    {formatCount(counts[kind])}
                  </Td>
                  <Td className="text-ink-2 group-last:border-b-0">
                    {felt === null ? "–" : felt ? "yes" : "no"}
                  </Td>
                  <Td className="min-w-72 whitespace-normal py-1.5 group-last:border-b-0">
                    {meaning} <span className="text-ink-3">{evidence}</span>
                  </Td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      </ScrollRegion>
    </Panel>
  );
}
