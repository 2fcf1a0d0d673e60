import type { Alarm, AlarmState } from "@/lib/model/alarm";
import type { AlarmChange } from "@/lib/model/alarm-change";

/** A stretch of one state; null where nobody knows it. */
export interface StateSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly state: AlarmState | null;
}

export interface KnownHistory {
  /** Of this alarm, oldest first, up to now. */
  readonly changes: readonly AlarmChange[];
  /** Since when they are whole. */
  readonly fromMs: number;
}

/**
 * The states of an alarm over [fromMs, toMs), without gaps:
 *
 *     changes        ·OK→ALARM        ·ALARM→OK
 *     spans    |  OK  |    ALARM      |  OK     |
 *
 * Before the first change the alarm was in the state that it left; without any, it has been in its present state all the
 * time. What was before the history begins is known only where the alarm itself says that it changed earlier.
 */
export function stateSpans(
  alarm: Pick<Alarm, "state" | "stateChangedMs">,
  history: KnownHistory | null,
  fromMs: number,
  toMs: number,
): readonly StateSpan[] {
  if (toMs <= fromMs) return [];
  const spans: StateSpan[] = [];
  const add = (start: number, end: number, state: AlarmState | null) => {
    const [from, to] = [Math.max(start, fromMs), Math.min(end, toMs)];
    if (to <= from) return;
    const last = spans.at(-1);
    if (last?.state === state) spans[spans.length - 1] = { ...last, toMs: to };
    else spans.push({ fromMs: from, toMs: to, state });
  };
  const changes = history?.changes ?? [];
  const [first] = changes;
  if (history === null || first === undefined) {
    const sinceMs = alarm.stateChangedMs ?? Number.POSITIVE_INFINITY;
    // A history without a change since says that the state is old, even where the alarm's own date is missing.
    const knownFromMs = history === null ? sinceMs : Math.min(sinceMs, history.fromMs);
    add(fromMs, knownFromMs, null);
    add(knownFromMs, toMs, alarm.state);
    return spans;
  }
  add(fromMs, history.fromMs, null);
  add(history.fromMs, first.atMs, first.from);
  changes.forEach((change, i) => {
    add(change.atMs, changes[i + 1]?.atMs ?? toMs, change.to);
  });
  return spans;
}
