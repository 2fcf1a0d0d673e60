import "server-only";
import { DescribeAlarmHistoryCommand } from "@aws-sdk/client-cloudwatch";
import { alarmChangeOf } from "@/lib/aws/alarm-shapes";
import type { CallScope } from "@/lib/aws/call-scope";
import { cloudWatchClient } from "@/lib/aws/clients";
import { callMerged } from "@/lib/aws/gateway";
import { instantOf } from "@/lib/aws/wire";
import { ceilTo, type EpochMs, epochMs, floorTo, MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import type { AlarmChange } from "@/lib/model/alarm-change";
import type { Window } from "@/lib/model/metric";

export interface AlarmHistory {
  /** Oldest first. */
  readonly changes: readonly AlarmChange[];
  /** Changes before it were not read, because there were too many after it; null: all were read. */
  readonly readFromMs: EpochMs | null;
  /** Items whose new state could not be understood. */
  readonly unreadable: number;
}

/** [M DescribeAlarmHistory] */
const PAGE_SIZE = 100;
/** Pages come one after the other: an account whose alarms change more often is read from its newest 2,000 changes. */
const MAX_PAGES = 20;

/**
 * Changes of state of all metric and composite alarms, of deleted ones too, in whole minutes around the window. AWS
 * keeps 30 days of them. [M DescribeAlarmHistory]
 */
export function describeAlarmHistory(scope: CallScope, window: Window): Promise<AlarmHistory> {
  const fromMs = floorTo(window.fromMs, MINUTE_MS);
  const toMs = ceilTo(window.toMs, MINUTE_MS);
  let pagesLeft = MAX_PAGES;
  return callMerged(scope, {
    service: "cloudwatch",
    operation: "DescribeAlarmHistory",
    key: { fromMs, toMs },
    // Nothing but empty pages is no answer worth keeping.
    cacheForMs: ({ changes, readFromMs }) =>
      changes.length === 0 && readFromMs !== null ? 0 : 30 * SECOND_MS,
    sendPage: (token, signal) =>
      cloudWatchClient(scope).send(
        new DescribeAlarmHistoryCommand({
          AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
          HistoryItemType: "StateUpdate",
          StartDate: new Date(fromMs),
          EndDate: new Date(toMs),
          // Newest first, so that what is left out is the oldest.
          ScanBy: "TimestampDescending",
          MaxRecords: PAGE_SIZE,
          NextToken: token,
        }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => {
      pagesLeft -= 1;
      return pagesLeft > 0 ? wire.NextToken : undefined;
    },
    read: (pages) => {
      const items = pages.flatMap((page) => page.AlarmHistoryItems ?? []);
      const changes = items.flatMap((item) => alarmChangeOf(item) ?? []);
      const isCut = Boolean(pages.at(-1)?.NextToken);
      return {
        changes: changes.sort((a, b) => a.atMs - b.atMs),
        readFromMs: isCut ? (instantOf(items.at(-1)?.Timestamp) ?? epochMs(toMs)) : null,
        unreadable: items.length - changes.length,
      };
    },
  });
}
