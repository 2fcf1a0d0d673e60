"use client";

import { AlarmLink } from "@/components/alarms/alarm-link";
import { BackTestFigure } from "@/components/alarms/missing/back-test-figure";
import { coverageLooks } from "@/components/alarms/missing/coverage-look";
import { Badge } from "@/components/ui/badge";
import { ruleText } from "@/lib/alarms/proposal/show/threshold-text";
import type { Concern } from "@/lib/model/alarm-concern";
import type { Coverage, ProposedAlarm } from "@/lib/model/views/missing-alarms";

interface ConcernDetailProps {
  readonly concern: Concern;
  readonly coverage: Coverage;
  readonly proposal: ProposedAlarm | null;
  /** False: its figures were not asked for yet. */
  readonly computed: boolean;
}

const titles = {
  failures: "Failures",
  throttles: "Throttles",
  duration: "Slow requests",
} as const satisfies Record<Concern, string>;

const bases = {
  measured: "from a week of its figures",
  short: "from less than a week",
  default: "a default",
} as const satisfies Record<ProposedAlarm["basis"], string>;

/** What watches one figure of a subject, and what is proposed where nothing does. */
export function ConcernDetail({ concern, coverage, proposal, computed }: ConcernDetailProps) {
  const { state, alarms, note } = coverage;
  const look = coverageLooks[state];
  const open = state === "none" || state === "total" || state === "partly";
  return (
    <section aria-label={titles[concern]} className="min-w-0 space-y-1.5 whitespace-normal">
      <h3 className="font-medium text-xs">
        {titles[concern]}: {look.word.toLowerCase()}
      </h3>
      {note === null && state === "none" ? null : (
        <p className="text-ink-2 text-xs">{note ?? look.meaning}</p>
      )}
      {alarms.length > 0 ? (
        <p className="text-xs">
          {alarms.map((name, index) => (
            <span key={name}>
              {index === 0 ? "" : ", "}
              <AlarmLink name={name} className="break-all underline underline-offset-2">
                {name}
              </AlarmLink>
            </span>
          ))}
        </p>
      ) : null}
      {proposal === null ? (
        open && !computed ? (
          <p className="text-ink-3 text-xs">Choose it, and its threshold is computed.</p>
        ) : null
      ) : (
        <>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 pt-1 font-medium">
            {ruleText(proposal)} <Badge>{bases[proposal.basis]}</Badge>
          </p>
          <ul className="list-disc space-y-0.5 pl-4 text-ink-2 text-xs">
            {proposal.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
          <BackTestFigure proposal={proposal} />
        </>
      )}
    </section>
  );
}
