import type { CallContext } from "@/lib/sandbox/http/contract";
import { logGroups } from "@/lib/sandbox/logs/log-groups";
import { decodeEventId, type LogEvent } from "@/lib/sandbox/logs/source/log-event";

/** What Insights calls `@ptr`: an opaque text that leads to one event. */
export function writePointer(groupName: string, eventId: string): string {
  return Buffer.from(`${groupName}\n${eventId}`).toString("base64");
}

/** The event and its group's name; undefined for a pointer that leads nowhere. */
export function readPointer(
  pointer: string,
  context: CallContext,
): { readonly groupName: string; readonly lambda: boolean; readonly event: LogEvent } | undefined {
  const [groupName = "", eventId = ""] = Buffer.from(pointer, "base64").toString().split("\n");
  const group = logGroups(context.world).get(groupName);
  const address = decodeEventId(eventId);
  if (group === undefined || address === undefined) return undefined;
  const event = group.source.eventAt(address);
  return event === undefined || event.visibleMs > context.nowMs
    ? undefined
    : { groupName, lambda: group.source.lambda, event };
}
