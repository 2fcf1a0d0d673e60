import { conditionOf } from "@/lib/alarms/condition";
import { type KnownHistory, stateSpans } from "@/lib/alarms/state-spans";
import { type KnownSubjects, type WatchedSubject, watchedSubjects } from "@/lib/alarms/watched-subjects";
import type { Alarm, AlarmState } from "@/lib/model/alarm";
import type { AlarmChange } from "@/lib/model/alarm-change";
import type { Window } from "@/lib/model/metric";
import type { AlarmRow, AlarmSubject } from "@/lib/model/views/alarms";

/** What was read about the alarms of a region. */
export interface AlarmFacts {
  readonly alarms: readonly Alarm[];
  /** From the window's start to now, oldest first; null: could not be read. */
  readonly history: { readonly changes: readonly AlarmChange[]; readonly fromMs: number } | null;
  readonly known: KnownSubjects;
  readonly window: Window;
  readonly nowMs: number;
}

/** Paths and sources of a subject: what only the addresses of the pages know. */
export type AddressOf = (watched: WatchedSubject) => Pick<AlarmSubject, "path" | "sources">;

export interface AlarmRows {
  /** Of Lambda and API Gateway; an alarm of which nothing is told is among them, for it may be. */
  readonly ours: readonly AlarmRow[];
  readonly others: readonly AlarmRow[];
}

/** Every alarm with what it watches and what it did in the window; those in ALARM first, then those that fired. */
export function alarmRows(facts: AlarmFacts, addressOf: AddressOf): AlarmRows {
  const byName = new Map(facts.alarms.map((alarm) => [alarm.name, alarm]));
  const changesByAlarm = new Map<string, AlarmChange[]>();
  for (const change of facts.history?.changes ?? []) {
    const known = changesByAlarm.get(change.alarm);
    if (known === undefined) changesByAlarm.set(change.alarm, [change]);
    else known.push(change);
  }
  const rows = facts.alarms.map((alarm) => {
    const watched = watchedSubjects(alarm, byName, facts.known);
    return {
      ours: watched.length === 0 || watched.some((one) => one.ours),
      row: rowOf(alarm, watched, historyOf(facts, changesByAlarm.get(alarm.name)), facts, addressOf),
    };
  });
  const sorted = rows.sort((a, b) => byTrouble(a.row, b.row));
  return {
    ours: sorted.filter(({ ours }) => ours).map(({ row }) => row),
    others: sorted.filter(({ ours }) => !ours).map(({ row }) => row),
  };
}

/** The history of one alarm, as `stateSpans` wants it. */
export function historyOf(
  { history }: AlarmFacts,
  changes: readonly AlarmChange[] = [],
): KnownHistory | null {
  return history === null ? null : { changes, fromMs: history.fromMs };
}

/** Worst first. */
export const STATE_ORDER = { ALARM: 0, INSUFFICIENT_DATA: 1, OK: 2 } as const satisfies Record<
  AlarmState,
  number
>;

/** What rings now, then what rang in the window, then what is blind. */
function byTrouble(a: AlarmRow, b: AlarmRow): number {
  const hasFired = ({ state, fired }: AlarmRow) => Number(state !== "ALARM" && (fired ?? 0) > 0);
  return (
    Number(b.state === "ALARM") - Number(a.state === "ALARM") ||
    hasFired(b) - hasFired(a) ||
    STATE_ORDER[a.state] - STATE_ORDER[b.state] ||
    (b.lastFiredMs ?? 0) - (a.lastFiredMs ?? 0) ||
    (b.sinceMs ?? 0) - (a.sinceMs ?? 0) ||
    (a.name < b.name ? -1 : 1)
  );
}

function rowOf(
  alarm: Alarm,
  watched: readonly WatchedSubject[],
  history: KnownHistory | null,
  { window, nowMs }: AlarmFacts,
  addressOf: AddressOf,
): AlarmRow {
  const inWindow = changesIn(window, alarm, history);
  const fired = inWindow?.filter(({ to }) => to === "ALARM") ?? null;
  return {
    name: alarm.name,
    description: alarm.description,
    kind: alarm.kind,
    state: alarm.state,
    sinceMs: alarm.stateChangedMs,
    reason: alarm.stateReason,
    watches: watched.map((one) => ({
      kind: one.subject?.kind ?? "other",
      name: one.name,
      exists: one.exists,
      ...addressOf(one),
    })),
    condition: conditionOf(alarm),
    changes: inWindow?.length ?? null,
    fired: fired?.length ?? null,
    lastFiredMs: fired?.at(-1)?.atMs ?? null,
    states: [...stateSpans(alarm, history, window.fromMs, Math.min(window.toMs, nowMs))],
    silent: alarm.actions === 0 || !alarm.actionsEnabled,
  };
}

/** null: none is told, and the history does not reach back far enough to say that there was none. */
function changesIn(
  window: Window,
  { stateChangedMs }: Alarm,
  history: KnownHistory | null,
): readonly AlarmChange[] | null {
  if (history === null) return null;
  const found = history.changes.filter(({ atMs }) => atMs >= window.fromMs && atMs < window.toMs);
  const isUnchanged = stateChangedMs !== null && stateChangedMs < window.fromMs;
  return found.length > 0 || isUnchanged || history.fromMs <= window.fromMs ? found : null;
}
