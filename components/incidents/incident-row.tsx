import { Activity, ChevronRight, ScrollText } from "lucide-react";
import { EventList } from "@/components/incidents/event-list";
import { levelOf } from "@/components/incidents/incident-level";
import { requestsPath, subjectPath } from "@/components/incidents/incident-paths";
import { IncidentStrip } from "@/components/incidents/incident-strip";
import { buttonClass } from "@/components/ui/button";
import { StatusIcon } from "@/components/ui/status";
import { ViewLink } from "@/components/view/view-link";
import { formatCount } from "@/lib/base/format-number";
import type { Zone } from "@/lib/base/format-time";
import { type Subject, subjectKey, subjectName, subjectNames } from "@/lib/model/subject";
import type { Incident } from "@/lib/model/views/incidents";
import { deploymentPath } from "@/lib/url/deployment";

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly zone: Zone;
  /** Days are told where they differ. */
  readonly days: boolean;
}

const heading = "mb-1 font-medium text-ink-3 text-xs";

interface IncidentRowProps {
  readonly incident: Incident;
  readonly span: Span;
  /** Deployments are still on their way, and with them perhaps the cause. */
  readonly early?: boolean;
}

/** One incident: its sentence, when it was, where to go on; why, and what happened in which order, one press away. */
export function IncidentRow({ incident, span, early = false }: IncidentRowProps) {
  const { subject, sentence, alsoAt } = incident;
  return (
    <li data-testid="incident" data-subject={subjectKey(subject)} className="border-line border-t">
      <details className="group">
        <summary className="grid min-h-[56px] cursor-pointer list-none grid-cols-[auto_minmax(0,1fr)] items-start gap-x-2 gap-y-1 px-4 py-2.5 hover:bg-hover lg:grid-cols-[auto_minmax(0,1fr)_240px] [&::-webkit-details-marker]:hidden">
          <Level incident={incident} />
          <span className="min-w-0">
            <span data-testid="incident-sentence" className="block break-words font-medium">
              {sentence}
            </span>
            <span className="flex flex-wrap items-center gap-x-2 text-ink-3 text-xs">
              <span className="inline-flex items-center gap-0.5 text-ink-2">
                <ChevronRight className="size-3.5 transition-transform group-open:rotate-90" aria-hidden />
                Why: {causeWord(incident, early)}
              </span>
              <span>· {affectedText(incident)}</span>
              {alsoAt.length > 0 ? <span>· also at {subjectNames(alsoAt)}</span> : null}
            </span>
          </span>
          <span className="max-lg:col-start-2">
            <IncidentStrip incident={incident} {...span} />
          </span>
        </summary>
        <Why incident={incident} span={span} early={early} />
      </details>
    </li>
  );
}

function Level({ incident }: Pick<IncidentRowProps, "incident">) {
  if (incident.failing) return <StatusIcon level={levelOf(incident)} className="mt-0.5" />;
  return (
    <span className="mt-0.5 inline-flex text-ink-3" role="img" aria-label="Unusual traffic">
      <Activity className="size-4" aria-hidden />
    </span>
  );
}

function Why({ incident, span, early }: IncidentRowProps) {
  const { cause, causeUnknown, ruledOut, grouped, findings, events, subject } = incident;
  return (
    <div className="grid gap-x-8 gap-y-4 border-line border-t bg-sunken px-4 py-3 pl-10 text-sm max-sm:pl-4 xl:grid-cols-2">
      <div className="min-w-0 space-y-4">
        <div className="flex flex-wrap gap-2">
          <ViewLink path={requestsPath(incident, span.toMs)} className={buttonClass("outline", "sm")}>
            <ScrollText aria-hidden />
            Requests
          </ViewLink>
          <ViewLink path={subjectPath(subject)} className={buttonClass("outline", "sm")}>
            {subjectName(subject)}
          </ViewLink>
          {cause?.deploymentId ? (
            <ViewLink
              path={deploymentPath(subjectPath(placeOf(cause.deploymentId, incident)), cause.deploymentId)}
              className={buttonClass("outline", "sm")}
            >
              Before and after
            </ViewLink>
          ) : null}
        </div>
        <div data-testid="incident-cause">
          <p className={heading}>{cause ? "Suspected first cause" : "Cause"}</p>
          {cause ? (
            <Sentences texts={cause.reasons} />
          ) : (
            <p>{early ? "Not known yet: deployments are still being read." : causeUnknown}</p>
          )}
          {ruledOut.map(({ text, reason }) => (
            <p key={text} className="mt-1">
              Not it: {text}. {reason}
            </p>
          ))}
        </div>
        {grouped.length > 0 ? (
          <div>
            <p className={heading}>Why this is one incident</p>
            <Sentences texts={grouped} />
          </div>
        ) : null}
        <div>
          <p className={heading}>What is unusual, against what</p>
          <ul className="space-y-1.5">
            {findings.map((one) => (
              <li key={`${subjectKey(one.subject)} ${one.measure} ${one.fromMs}`} className="break-words">
                <span className="font-medium">{subjectName(one.subject)}</span>: {one.text}
                <span className="block text-ink-3 text-xs">{one.evidence}</span>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <div className="min-w-0">
        <p className={heading}>In order</p>
        <EventList label={`What happened at ${subjectName(subject)}, in order`} events={events} {...span} />
      </div>
    </div>
  );
}

function Sentences({ texts }: { readonly texts: readonly string[] }) {
  return (
    <ul className="space-y-1">
      {texts.map((text) => (
        <li key={text} className="break-words">
          {text}
        </li>
      ))}
    </ul>
  );
}

function causeWord({ cause }: Incident, early = false): string {
  if (cause) return cause.certainty === "shown" ? "cause shown" : "suspected cause";
  return early ? "still being looked for" : "no cause known";
}

/** Where it was deployed: at the subject, or at one that calls it or is called by it. */
function placeOf(deploymentId: string, { subject, events }: Incident): Subject {
  return events.find((event) => event.deploymentId === deploymentId)?.subject ?? subject;
}

function affectedText({ affected, affectedShare, endMs }: Incident): string {
  const goesOn = endMs === null ? "still going on" : "over";
  if (affected === null) return `${goesOn}; how many requests is not known`;
  const requests = `${formatCount(Math.round(affected))} ${Math.round(affected) === 1 ? "request" : "requests"}`;
  // Of slowness it is not known how many were slow.
  return `${goesOn}; ${requests} ${affectedShare === null ? "meanwhile" : "affected"}`;
}
