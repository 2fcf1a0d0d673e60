import { EventList } from "@/components/incidents/event-list";
import { IncidentRow, type Span } from "@/components/incidents/incident-row";
import { AnswerText } from "@/components/panel/answer-text";
import { PanelState } from "@/components/panel/panel-state";
import { PartialNotice } from "@/components/panel/partial-notice";
import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount } from "@/lib/base/format-number";
import type { Failure } from "@/lib/model/failure";
import type { Panel as PanelData } from "@/lib/model/panel";
import type { IncidentsFigures } from "@/lib/model/views/incidents";

const TITLE = "What happened";
const SHOWN = 3;
const SHOWN_OTHERS = 8;
/** Of three incidents: what comes takes no more, and little less, than the placeholder. */
const ROOM = "min-h-[171px]";
const summary = "cursor-pointer px-4 py-2 text-ink-2 text-xs hover:bg-hover";

interface IncidentsPanelProps {
  readonly panel: PanelData<IncidentsFigures>;
  readonly span: Span;
  /** Deployments are still on their way. */
  readonly early?: boolean;
}

/** Since when, and what changed: the window's incidents, worst first, and what else was changed. */
export function IncidentsPanel({ panel, span, early = false }: IncidentsPanelProps) {
  if (panel.state !== "ok" && panel.state !== "partial") {
    return (
      <Panel title={TITLE} id="what-happened">
        <div className={ROOM}>
          <PanelState panel={panel}>{() => null}</PanelState>
        </div>
      </Panel>
    );
  }
  const { incidents, others, basis, answer, notRead } = panel.data;
  const told = panel.state === "partial" ? panel.failures.filter((one) => !isTrailDenied(one)) : [];
  const denied = panel.state === "partial" ? panel.failures.find(isTrailDenied) : undefined;
  const rest = incidents.slice(SHOWN);
  return (
    <Panel
      title={TITLE}
      id="what-happened"
      hint={incidents.length > 0 ? formatCount(incidents.length) : undefined}
      actions={
        early ? (
          <span role="status" aria-label="Loading deployments" className="text-ink-3 text-xs">
            Deployments are still being read …
          </span>
        ) : null
      }
    >
      <div data-testid="incidents" className={ROOM}>
        {told.length > 0 ? <PartialNotice failures={told} /> : null}
        {incidents.length === 0 ? (
          <>
            <AnswerText answer={answer} testId="incidents-answer" />
            <p className="max-w-[90ch] px-4 pb-3 pl-10 text-ink-3 text-xs">{basis}</p>
          </>
        ) : null}
        <ul>
          {incidents.slice(0, SHOWN).map((incident) => (
            <IncidentRow key={incident.id} incident={incident} span={span} early={early} />
          ))}
        </ul>
        {rest.length > 0 ? (
          <details className="border-line border-t">
            <summary className={summary}>
              {formatCount(rest.length)} more {rest.length === 1 ? "incident" : "incidents"}
            </summary>
            <ul>
              {rest.map((incident) => (
                <IncidentRow key={incident.id} incident={incident} span={span} early={early} />
              ))}
            </ul>
          </details>
        ) : null}
      </div>
      <details className="border-line border-t">
        <summary className={summary}>{othersText(panel.data, early)}</summary>
        <div className="space-y-3 border-line border-t px-4 py-3 text-sm">
          <EventList label="Other changes, newest first" events={others.slice(0, SHOWN_OTHERS)} {...span} />
          {others.length > SHOWN_OTHERS ? (
            <details>
              <summary className="cursor-pointer py-1 text-ink-2 text-xs">
                {formatCount(others.length - SHOWN_OTHERS)} older
              </summary>
              <EventList label="Older changes" events={others.slice(SHOWN_OTHERS)} {...span} />
            </details>
          ) : null}
          <p className="max-w-[90ch] text-ink-3 text-xs">{basis}</p>
          {denied ? (
            <p data-testid="trail-denied" className="max-w-[90ch] text-ink-3 text-xs">
              Without CloudTrail, deployments are known by the services' own dates only, and not who made
              them. {denied.nextStep}
            </p>
          ) : null}
          {notRead.includes("alarms") ? (
            <p className="text-ink-3 text-xs">Alarms could not be read: that none is listed means nothing.</p>
          ) : null}
        </div>
      </details>
    </Panel>
  );
}

/** The right to read CloudTrail is optional: that it is missing is said where deployments are, not as a fault. */
function isTrailDenied({ kind, operation }: Failure): boolean {
  return kind === "denied" && operation.startsWith("cloudtrail:");
}

function othersText({ others, incidents }: IncidentsFigures, early: boolean): string {
  const count = (kind: string) => others.filter((event) => event.kind === kind).length;
  const parts = [
    counted(count("deployment"), "deployment"),
    counted(count("alarm"), "alarm change"),
    counted(count("limit"), "limit reached", "limits reached"),
    counted(count("recovery"), "recovery", "recoveries"),
  ].filter((part) => part !== null);
  if (parts.length === 0) {
    return `${incidents.length > 0 ? "Nothing else is known to have changed" : "No deployment or alarm change is known"}${early ? " so far" : ""} · what was compared`;
  }
  return `${incidents.length > 0 ? "Besides: " : ""}${parts.join(", ")} · what was compared`;
}

function counted(n: number, one: string, many = `${one}s`): string | null {
  return n === 0 ? null : `${formatCount(n)} ${n === 1 ? one : many}`;
}

export function IncidentsSkeleton() {
  return (
    <Panel title={TITLE} id="what-happened">
      <div role="status" aria-label="Loading what happened" className={ROOM}>
        {[0, 1, 2].map((row) => (
          <div key={row} className="flex h-[57px] items-center gap-4 border-line border-t px-4">
            <Skeleton className="size-4 rounded-full" />
            <Skeleton className="h-4 w-1/2" />
            <Skeleton className="ml-auto h-4 w-60 max-lg:hidden" />
          </div>
        ))}
      </div>
      <div className="h-[33px] border-line border-t" />
    </Panel>
  );
}
