import "server-only";
import { findLogGroup } from "@/lib/aws/logs";
import { DAY_MS } from "@/lib/base/time";
import type { LogGroupInfo } from "@/lib/model/log-group";
import type { LogsNote } from "@/lib/model/views/logs";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Retention is at least a day: a younger window needs no look at the group. */
const SHORTEST_RETENTION_MS = DAY_MS;

/** What DescribeLogGroups adds to what was (not) read. That it cannot be asked is no loss worth a word. */
export async function noteOnRetention(
  view: ViewRequest,
  source: string,
  group: string,
): Promise<readonly LogsNote[]> {
  if (view.nowMs - view.window.fromMs <= SHORTEST_RETENTION_MS) return [];
  const { value: info } = await optional(findLogGroup(view.scope, group));
  const days = info?.retentionDays ?? null;
  if (days === null) return [];
  const oldestMs = view.nowMs - days * DAY_MS;
  if (view.window.fromMs >= oldestMs) return [];
  const all = view.window.toMs <= oldestMs;
  return [
    {
      type: "note",
      source,
      kind: "older-than-retention",
      message: `${group} keeps events for ${days} days: ${all ? "this whole window" : "the beginning of this window"} is gone.`,
      nextStep: all ? "Choose a later window." : "What is left is shown.",
    },
  ];
}

/** Why nothing was found in a group that answered. */
export async function noteOnNothing(view: ViewRequest, source: string, group: string): Promise<LogsNote> {
  const { value: info } = await optional(findLogGroup(view.scope, group));
  return isDelivery(info)
    ? {
        type: "note",
        source,
        kind: "not-stored",
        message: `${group} is of the class DELIVERY: it passes events on and keeps none.`,
        nextStep: "Look where the group delivers to: Amazon S3 or Data Firehose.",
      }
    : {
        type: "note",
        source,
        kind: "no-events",
        message: `${group} has no events in this window.`,
        nextStep: "Choose a longer window.",
      };
}

export function isDelivery(info: LogGroupInfo | null): boolean {
  return info?.logClass === "DELIVERY";
}

export function noteOnMissing(source: string, group: string, stream?: string): LogsNote {
  if (stream !== undefined) {
    return {
      type: "note",
      source,
      kind: "no-logs-yet",
      message: `There is no stream ${stream} in ${group}, or no such group.`,
      nextStep: "Check the names; a stream goes when its last event has expired.",
    };
  }
  return {
    type: "note",
    source,
    kind: "no-logs-yet",
    message: `No logs yet: ${group} does not exist.`,
    nextStep:
      "The group appears with the first line that is written; if the function has run, check that its role may write logs.",
  };
}
