import { wordOfState } from "@/components/alarms/alarm-state-badge";
import { cn } from "@/components/ui/class-names";
import { formatDuration } from "@/lib/base/format-duration";
import type { AlarmState } from "@/lib/model/alarm";
import type { AlarmSpan } from "@/lib/model/views/alarms";

/** Told apart by their shapes too: a block, a line at the bottom, a dotted line, nothing. */
const looks = {
  ALARM: "inset-y-0 bg-critical",
  OK: "bottom-0 h-0.5 bg-ok",
  INSUFFICIENT_DATA: "bottom-0 border-unknown border-b-2 border-dotted",
} as const satisfies Record<AlarmState, string>;

interface StateStripProps {
  readonly states: readonly AlarmSpan[];
  /** The time that the strip stands for. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly className?: string;
}

/** The states of an alarm over the window, on one line. */
export function StateStrip({ states, fromMs, toMs, className }: StateStripProps) {
  const percent = (ms: number) => `${((ms - fromMs) / (toMs - fromMs)) * 100}%`;
  return (
    <span
      role="img"
      aria-label={stripText(states)}
      title={stripText(states)}
      className={cn("relative block h-4 overflow-hidden rounded-sm bg-sunken", className)}
    >
      {states.map(({ fromMs: start, toMs: end, state }) =>
        state === null ? null : (
          <span
            key={start}
            data-state={state}
            className={cn("absolute min-w-px", looks[state])}
            style={{ left: percent(start), right: `calc(100% - ${percent(end)})` }}
          />
        ),
      )}
    </span>
  );
}

/** `In alarm 25 min, OK 2 h 35 min`. */
export function stripText(states: readonly AlarmSpan[]): string {
  const lengths = new Map<string, number>();
  for (const { fromMs, toMs, state } of states) {
    const word = state === null ? "Unknown" : wordOfState[state];
    lengths.set(word, (lengths.get(word) ?? 0) + toMs - fromMs);
  }
  const parts = [...lengths].map(([word, ms]) => `${word} ${formatDuration(ms)}`);
  return parts.length === 0 ? "Nothing of the window has passed yet" : parts.join(", ");
}
