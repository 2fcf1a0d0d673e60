"use client";

import { MissingRow } from "@/components/alarms/missing/missing-row";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Table, Th } from "@/components/ui/table";
import type { CoveredSubject } from "@/lib/model/views/missing-alarms";

interface MissingTableProps {
  readonly subjects: readonly CoveredSubject[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (key: string, on: boolean) => void;
}

/** One row a function or stage: whether somebody hears of its failures, throttles and slow requests. */
export function MissingTable({ subjects, chosen, onChoose }: MissingTableProps) {
  if (subjects.length === 0) {
    return <p className="border-line border-t px-4 py-6 text-ink-2">No function or stage has this name.</p>;
  }
  return (
    <ScrollRegion label="What is watched" className="max-h-[max(420px,70vh)] border-line border-t">
      <Table data-testid="missing-table">
        <thead>
          <tr>
            <Th sticky className="top-0 z-[2]">
              Function or stage
            </Th>
            <Th className="sticky top-0" title="Errors of a function, 5xx of a stage">
              Failures
            </Th>
            <Th className="sticky top-0" title="Calls that Lambda refused for lack of concurrency">
              Throttles
            </Th>
            <Th className="sticky top-0" title="p95 of the duration, or of the latency of a stage">
              Slow requests
            </Th>
          </tr>
        </thead>
        <tbody>
          {subjects.map((subject) => (
            <MissingRow
              key={subject.key}
              subject={subject}
              chosen={chosen.has(subject.key)}
              onChoose={(on) => onChoose(subject.key, on)}
            />
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}
