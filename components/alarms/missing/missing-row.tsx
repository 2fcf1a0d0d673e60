"use client";

import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { ConcernDetail } from "@/components/alarms/missing/concern-detail";
import { coverageLooks } from "@/components/alarms/missing/coverage-look";
import { cn } from "@/components/ui/class-names";
import { Td } from "@/components/ui/table";
import { ViewLink } from "@/components/view/view-link";
import { isProposable } from "@/lib/alarms/proposal/show/choice";
import { thresholdText } from "@/lib/alarms/proposal/show/threshold-text";
import { concerns } from "@/lib/model/alarm-concern";
import type { Coverage, CoveredSubject, ProposedAlarm } from "@/lib/model/views/missing-alarms";

interface MissingRowProps {
  readonly subject: CoveredSubject;
  readonly chosen: boolean;
  readonly onChoose: (on: boolean) => void;
}

/** Opens to the alarms that its states rest on, and to where proposed thresholds come from. */
export function MissingRow({ subject, chosen, onChoose }: MissingRowProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { key, name, path, active, coverage, proposals } = subject;
  const proposalOf = (concern: ProposedAlarm["concern"]) =>
    proposals?.find((proposal) => proposal.concern === concern) ?? null;
  return (
    <>
      <tr data-subject={key} className="group">
        <Td sticky className="max-w-48 group-hover:bg-sunken sm:max-w-96">
          <span className="flex items-center gap-2">
            <input
              type="checkbox"
              aria-label={`Propose alarms for ${name}`}
              disabled={!isProposable(subject)}
              checked={chosen}
              onChange={(event) => onChoose(event.target.checked)}
              className="size-4 shrink-0 accent-ink disabled:opacity-40"
            />
            <button
              type="button"
              aria-expanded={open}
              aria-controls={open ? id : undefined}
              aria-label={`What watches ${name}, and what is proposed`}
              onClick={() => setOpen(!open)}
              className="inline-flex size-6 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
            >
              <ChevronRight className={cn("size-4 transition-transform", open && "rotate-90")} aria-hidden />
            </button>
            <ViewLink path={path} className="truncate font-medium hover:underline" title={name}>
              {name}
            </ViewLink>
            {active === false ? (
              <span className="shrink-0 text-ink-3 text-xs">did not run lately</span>
            ) : null}
          </span>
        </Td>
        {concerns.map((concern) => (
          <Td key={concern} className="group-hover:bg-sunken" data-concern={concern}>
            <CoverageCell coverage={coverage[concern]} proposal={proposalOf(concern)} />
          </Td>
        ))}
      </tr>
      {open ? (
        <tr id={id}>
          <td colSpan={concerns.length + 1} className="border-line border-b bg-sunken px-4 py-3">
            <div className="grid max-w-[calc(100vw-4rem)] gap-x-6 gap-y-4 lg:grid-cols-3">
              {concerns.map((concern) => (
                <ConcernDetail
                  key={concern}
                  concern={concern}
                  coverage={coverage[concern]}
                  proposal={proposalOf(concern)}
                  computed={proposals !== null}
                />
              ))}
            </div>
          </td>
        </tr>
      ) : null}
    </>
  );
}

function CoverageCell({
  coverage: { state, note, alarms },
  proposal,
}: {
  readonly coverage: Coverage;
  readonly proposal: ProposedAlarm | null;
}) {
  const { icon: Icon, word, className, meaning } = coverageLooks[state];
  return (
    <span
      className="inline-flex items-center gap-1.5 align-middle"
      title={[note ?? meaning, alarms.join(", ")].filter(Boolean).join(" ")}
    >
      <Icon className={cn("size-4 shrink-0", className)} aria-hidden />
      <span className={cn(state === "not-measured" && "text-ink-3")} data-state={state}>
        {word}
      </span>
      {proposal === null ? null : (
        <span className="text-ink-3">
          · propose {thresholdText(proposal)}
          {proposal.basis === "default" ? " by default" : ""}
        </span>
      )}
    </span>
  );
}
