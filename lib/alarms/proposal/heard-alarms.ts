import { alarmsInRule } from "@/lib/alarms/rule";
import type { Alarm } from "@/lib/model/alarm";

/** Names of the alarms of which somebody hears: those with actions, and those that such a composite alarm reads, through any number of others. */
export function heardAlarms(alarms: readonly Alarm[]): ReadonlySet<string> {
  const byName = new Map(alarms.map((alarm) => [alarm.name, alarm]));
  const heard = new Set<string>();
  const queue = alarms.filter(({ actionsEnabled, actions }) => actionsEnabled && actions > 0);
  for (let alarm = queue.pop(); alarm !== undefined; alarm = queue.pop()) {
    if (heard.has(alarm.name)) continue;
    heard.add(alarm.name);
    for (const { name } of alarmsInRule(alarm.rule ?? "")) {
      const child = byName.get(name);
      if (child) queue.push(child);
    }
  }
  return heard;
}
