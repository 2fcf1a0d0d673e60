"use client";

import { CircleSlash2 } from "lucide-react";
import { AdvicePanel } from "@/components/cold-starts/advice-panel";
import { CausesPanel } from "@/components/cold-starts/causes-panel";
import { ColdTotals } from "@/components/cold-starts/cold-totals";
import { EnvironmentsPanel } from "@/components/cold-starts/environments-panel";
import { IdleFigure } from "@/components/cold-starts/idle-figure";
import { InitHistogram } from "@/components/cold-starts/init-histogram";
import { InitPartsPanel } from "@/components/cold-starts/init-parts-panel";
import { KindsPanel } from "@/components/cold-starts/kinds-panel";
import { OverTime } from "@/components/cold-starts/over-time";
import { ProvisionedPanel } from "@/components/cold-starts/provisioned-panel";
import { UnknowablePanel } from "@/components/cold-starts/unknowable-panel";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { useNavigation } from "@/components/view/view-navigation";
import { formatCount } from "@/lib/base/format-number";
import type { ColdFunction, ColdStarts } from "@/lib/model/views/cold-starts";

interface FunctionViewProps {
  readonly told: ColdStarts;
  readonly own: ColdFunction;
}

/** One function: what happened, why, what would help, and what cannot be known. */
export function FunctionView({ told, own }: FunctionViewProps) {
  const { summary, explained } = own;
  if (summary === null) return <NotKnown own={own} />;
  return (
    <>
      <ColdTotals
        summary={summary}
        last={{
          key: "metric",
          label: "By the metric",
          value: formatCount(own.invocationsByMetric),
        }}
      />
      <div className="grid gap-4 md:grid-cols-2 2xl:grid-cols-4">
        <OverTime told={told} />
        <InitHistogram summary={summary} />
        {explained === null ? null : <IdleFigure idle={explained.idle} />}
      </div>
      {own.advice === null ? null : <AdvicePanel advice={own.advice} pricesAsOf={told.pricesAsOf} />}
      {explained === null ? (
        <NotExplained own={own} />
      ) : (
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <CausesPanel causes={explained.causes} />
          <ProvisionedPanel steps={explained.provisioned} felt={summary.felt} pricesAsOf={told.pricesAsOf} />
        </div>
      )}
      {own.initParts === null ? null : <InitPartsPanel parts={own.initParts} />}
      <EnvironmentsPanel {...own} />
      <KindsPanel counts={summary.counts} />
      <UnknowablePanel />
    </>
  );
}

function NotKnown({ own }: { readonly own: ColdFunction }) {
  return (
    <Panel title="Cold starts">
      <Notice
        icon={CircleSlash2}
        tone="neutral"
        title="Unknown, which is not zero"
        nextStep="Choose another window, or let the platform's lines be logged: system log level INFO or the text format."
      >
        <p data-testid="cold-unknown">{own.reason}</p>
        {own.invocationsByMetric === null ? null : (
          <p>
            The metric counts {formatCount(own.invocationsByMetric)} invocations; how many were cold it does
            not say.
          </p>
        )}
      </Notice>
    </Panel>
  );
}

function NotExplained({ own }: { readonly own: ColdFunction }) {
  const { change } = useNavigation();
  const part = own.state === "partial";
  return (
    <Panel title="Why they happened">
      <Notice
        icon={CircleSlash2}
        tone="neutral"
        title="Not explained"
        nextStep={part ? "Choose a shorter window." : undefined}
        actions={
          part ? null : (
            <Button size="sm" onClick={() => change({ by: "lines" })}>
              Read the lines, free
            </Button>
          )
        }
      >
        {part
          ? "Why cold starts happened and what would have prevented them is only told where all lines were read."
          : "Logs Insights gives sums. Why each cold start happened, after which idle time environments go and what would help needs the lines themselves."}
      </Notice>
    </Panel>
  );
}
