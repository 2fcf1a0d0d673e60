import { eventKey } from "@/components/incidents/event-key";
import { eventLooks } from "@/components/incidents/event-look";
import { subjectPath } from "@/components/incidents/incident-paths";
import { cn } from "@/components/ui/class-names";
import { ViewLink } from "@/components/view/view-link";
import { formatClock, formatClockSeconds, formatDay, type Zone, zoneLabel } from "@/lib/base/format-time";
import { subjectName } from "@/lib/model/subject";
import type { IncidentEvent } from "@/lib/model/views/incidents";
import { alarmsPath } from "@/lib/url/alarms";
import { deploymentPath } from "@/lib/url/deployment";

interface EventListProps {
  readonly label: string;
  readonly events: readonly IncidentEvent[];
  readonly zone: Zone;
  /** Days are told where they differ. */
  readonly days: boolean;
}

const link = "font-medium underline decoration-line-strong underline-offset-2 hover:decoration-ink";

/** Events one below the other: time, what kind, where, what. */
export function EventList({ label, events, zone, days }: EventListProps) {
  return (
    <ol aria-label={label} className="space-y-1.5">
      {events.map((event) => (
        <EventLine key={eventKey(event)} event={event} zone={zone} days={days} />
      ))}
    </ol>
  );
}

function EventLine({
  event,
  zone,
  days,
}: Pick<EventListProps, "zone" | "days"> & { readonly event: IncidentEvent }) {
  const { kind, atMs, subject, text, detail, deploymentId, alarm } = event;
  const { icon: Icon, word, text: colour } = eventLooks[kind];
  // Only CloudTrail and the alarms' history know the second.
  const clock = kind === "deployment" ? formatClockSeconds(atMs, zone) : formatClock(atMs, zone);
  return (
    <li data-testid="event" data-kind={kind} className="flex gap-x-2.5 max-sm:flex-wrap">
      <time
        dateTime={new Date(atMs).toISOString()}
        className={cn("shrink-0 pt-px text-ink-2 text-xs tabular-nums", days ? "sm:w-36" : "sm:w-24")}
      >
        {days ? `${formatDay(atMs, zone)} ` : ""}
        {clock} {zoneLabel(atMs, zone)}
      </time>
      <span className={cn("flex w-24 shrink-0 items-start gap-1.5 text-xs max-sm:w-auto", colour)}>
        <Icon className="mt-px size-3.5 shrink-0" aria-hidden />
        <span>{word}</span>
      </span>
      <span className="min-w-0 break-words max-sm:w-full">
        {subject && alarm === null ? (
          <>
            <ViewLink path={subjectPath(subject)} className={link}>
              {subjectName(subject)}
            </ViewLink>
            {": "}
          </>
        ) : null}
        {alarm !== null ? (
          <ViewLink path={alarmsPath(alarm)} className={link}>
            {text}
          </ViewLink>
        ) : subject && deploymentId !== null ? (
          <ViewLink path={deploymentPath(subjectPath(subject), deploymentId)} className={link}>
            {text}
          </ViewLink>
        ) : (
          text
        )}
        {detail ? <span className="block text-ink-3 text-xs">{detail}</span> : null}
      </span>
    </li>
  );
}
