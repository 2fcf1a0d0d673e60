import type { JsonObject } from "@/lib/sandbox/http/contract";
import type { AccountDef, CompositeAlarmDef } from "@/lib/sandbox/world/types";
import type { AlarmChange, AlarmState } from "./evaluate";
import { topicOf } from "./render";

/** State of a composite alarm from an instant on, and the alarm whose change brought it. */
export interface CompositeChange {
  readonly state: AlarmState;
  readonly sinceMs: number;
  /** null at the beginning. */
  readonly trigger: { readonly name: string; readonly state: AlarmState } | null;
}

/**
 * Every change of state, oldest first; at least one. A rule of ALARM() terms is true or false whatever is known of the
 * alarms in it, so after the first change of any of them there is no INSUFFICIENT_DATA. [D Create_Composite_Alarm]
 */
export function compositeChanges(
  children: ReadonlyMap<string, readonly AlarmChange[]>,
  startMs: number,
): readonly [CompositeChange, ...CompositeChange[]] {
  const events = [...children]
    .flatMap(([name, changes]) => changes.slice(1).map((change) => ({ name, change })))
    .sort((a, b) => a.change.sinceMs - b.change.sinceMs || (a.name < b.name ? -1 : 1));
  const changes: [CompositeChange, ...CompositeChange[]] = [
    { state: "INSUFFICIENT_DATA", sinceMs: startMs, trigger: null },
  ];
  const alarmed = new Set<string>();
  let state: AlarmState = "INSUFFICIENT_DATA";
  let here: typeof events = [];
  events.forEach((event, i) => {
    if (event.change.state === "ALARM") alarmed.add(event.name);
    else alarmed.delete(event.name);
    here = here[0]?.change.sinceMs === event.change.sinceMs ? [...here, event] : [event];
    // Changes of one instant are judged together.
    if (events[i + 1]?.change.sinceMs === event.change.sinceMs) return;
    const next: AlarmState = alarmed.size > 0 ? "ALARM" : "OK";
    if (next === state) return;
    state = next;
    const { name, change } = here.find((one) => one.change.state === next) ?? event;
    changes.push({ state, sinceMs: change.sinceMs, trigger: { name, state: change.state } });
  });
  return changes;
}

/** A CompositeAlarm as on the wire: times in epoch seconds. [M CompositeAlarm] */
export function renderComposite(
  alarm: CompositeAlarmDef,
  change: CompositeChange,
  account: AccountDef,
  configuredMs: number,
): JsonObject {
  return {
    AlarmName: alarm.name,
    AlarmArn: arnOf(account, alarm.name),
    AlarmDescription: alarm.description,
    AlarmConfigurationUpdatedTimestamp: configuredMs / 1000,
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: [topicOf(account)],
    InsufficientDataActions: [],
    AlarmRule: alarm.anyOf.map((name) => `ALARM("${name}")`).join(" OR "),
    StateValue: change.state,
    StateReason: compositeReason(change, account),
    StateReasonData: JSON.stringify(compositeReasonData(change, account)),
    StateUpdatedTimestamp: change.sinceMs / 1000,
    StateTransitionedTimestamp: change.sinceMs / 1000,
  };
}

/** Close to the sentences of the console; clients should not read them. */
export function compositeReason({ trigger, sinceMs }: CompositeChange, account: AccountDef): string {
  if (trigger === null) return "Unchecked: Initial alarm creation";
  const at = new Date(sinceMs).toISOString();
  return `${arnOf(account, trigger.name)} transitioned to ${trigger.state} at ${at}`;
}

export function compositeReasonData({ trigger, sinceMs }: CompositeChange, account: AccountDef): JsonObject {
  if (trigger === null) return {};
  const timestamp = new Date(sinceMs).toISOString();
  return {
    triggeringAlarms: [{ arn: arnOf(account, trigger.name), state: { value: trigger.state, timestamp } }],
  };
}

function arnOf({ region, accountId }: AccountDef, name: string): string {
  return `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`;
}
