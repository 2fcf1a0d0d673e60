import type { ReactNode } from "react";
import { AnswerText } from "@/components/panel/answer-text";
import { PanelState } from "@/components/panel/panel-state";
import { Stream } from "@/components/panel/stream";
import { Panel } from "@/components/ui/panel";
import { TableSkeleton } from "@/components/ui/skeleton";
import { PlansSection } from "@/components/usage-plans/plans-section";
import { ThrottleTable } from "@/components/usage-plans/throttle-table";
import { formatExact } from "@/lib/base/format-number";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { StageLimits, StagePlans } from "@/lib/model/views/stage-limits";

interface LimitsPanelProps {
  readonly limits: Promise<PanelData<StageLimits>>;
  readonly usagePlans: Promise<PanelData<StagePlans>>;
  /** What counts the refused requests, in the logs. */
  readonly refused: ReactNode;
}

/** What holds the requests of a stage back, who is near it, and which were refused. */
export function LimitsPanel({ limits, usagePlans, refused }: LimitsPanelProps) {
  return (
    <Panel title="Limits and throttling" id="limits" hint="What holds requests back, and how near is it?">
      <Stream name="Limits" from={limits} fallback={<SectionSkeleton label="Loading limits" rows={2} />}>
        {(panel) => (
          <PanelState panel={panel}>
            {(data) => (
              <>
                <AnswerText answer={data.answer} testId="stage-limits-answer" />
                <ThrottleTable limits={data} />
                <p className="border-line border-t px-4 py-2 text-ink-3 text-xs">
                  API Gateway looks at the limits of the caller&rsquo;s usage plan first, then at the
                  route&rsquo;s, the stage&rsquo;s and the account&rsquo;s. It holds them as well as it can:
                  they are targets, not ceilings. A peak is the mean of its whole period, so that a burst of
                  seconds can be refused far below it. {of4xx(data.status4xx)}
                </p>
              </>
            )}
          </PanelState>
        )}
      </Stream>
      {refused}
      <Stream
        name="Usage plans"
        from={usagePlans}
        fallback={<SectionSkeleton label="Loading usage plans" rows={3} />}
      >
        {(panel) => (
          <section aria-label="Usage plans" data-testid="usage-plans">
            <h3 className="border-line border-t px-4 pt-3 pb-1 font-semibold">Usage plans and their keys</h3>
            <PanelState panel={panel}>{(data) => <PlansSection data={data} />}</PanelState>
          </section>
        )}
      </Stream>
    </Panel>
  );
}

function of4xx(count: number | null): string {
  if (count === null) return "";
  if (count === 0) return "No answer of this window was 4xx, so none was 429.";
  return `Any 429 is among the ${formatExact(count)} answers with 4xx: metrics do not tell them apart.`;
}

function SectionSkeleton({ label, rows }: { readonly label: string; readonly rows: number }) {
  return (
    <>
      <div className="h-11 border-line border-t" />
      <TableSkeleton rows={rows} label={label} />
    </>
  );
}
