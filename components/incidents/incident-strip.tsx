import { eventKey } from "@/components/incidents/event-key";
import { levelOf } from "@/components/incidents/incident-level";
import { cn } from "@/components/ui/class-names";
import type { StatusLevel } from "@/components/ui/status";
import { formatClock, type Zone } from "@/lib/base/format-time";
import type { Incident, IncidentEvent } from "@/lib/model/views/incidents";

interface IncidentStripProps {
  readonly incident: Incident;
  readonly fromMs: number;
  readonly toMs: number;
  readonly zone: Zone;
}

const MARKS = {
  deployment: "h-4 w-0.5 bg-ink",
  limit: "h-3 w-1 bg-warning",
  alarm: "size-1.5 rounded-full border border-surface bg-ink-2 box-content",
} as const;

const BARS = {
  critical: "bg-critical",
  warning: "bg-warning",
  unknown: "bg-line-strong",
  ok: "bg-line-strong",
} as const satisfies Record<StatusLevel, string>;

/**
 * When, in the window: a bar from onset to end, deployments as lines through it, limits and alarms as dots.
 *
 *     11:00 |────────▏▇▇▇▇▇▇▇▇•▇▇▇▇•▇▇▇▇| 12:00
 *
 * The list of events says the same in words.
 */
export function IncidentStrip({ incident, fromMs, toMs, zone }: IncidentStripProps) {
  const { onsetMs, endMs, events } = incident;
  const at = (ms: number) => Math.min(100, Math.max(0, ((ms - fromMs) / Math.max(1, toMs - fromMs)) * 100));
  const end = endMs ?? toMs;
  return (
    <div aria-hidden className="w-full">
      <div className="relative h-4">
        <span className="absolute inset-x-0 top-[7px] h-0.5 rounded-full bg-line" />
        <span
          className={cn("absolute top-1 h-2 rounded-sm", BARS[levelOf(incident)])}
          style={{ left: `${at(onsetMs)}%`, width: `max(3px, ${at(end) - at(onsetMs)}%)` }}
        />
        {events.flatMap((event) => {
          const mark = markOf(event);
          if (mark === null || event.atMs < fromMs || event.atMs >= toMs) return [];
          return [
            <span
              key={eventKey(event)}
              className={cn("-translate-x-1/2 -translate-y-1/2 absolute top-1/2", mark)}
              style={{ left: `${at(event.atMs)}%` }}
            />,
          ];
        })}
      </div>
      <div className="flex justify-between text-2xs text-ink-3 tabular-nums">
        <span>{formatClock(fromMs, zone)}</span>
        <span>{formatClock(toMs, zone)}</span>
      </div>
    </div>
  );
}

function markOf({ kind }: IncidentEvent): string | null {
  return kind === "deployment" || kind === "limit" || kind === "alarm" ? MARKS[kind] : null;
}
