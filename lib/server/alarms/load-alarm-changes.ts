import "server-only";
import { type AlarmHistory, describeAlarmHistory } from "@/lib/aws/alarm-history";
import { DAY_MS, type EpochMs, epochMs, isoFromEpochMs } from "@/lib/base/time";
import type { AlarmChange } from "@/lib/model/alarm-change";
import type { Failure } from "@/lib/model/failure";
import type { Found } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** AWS keeps alarm history for 30 days. [M DescribeAlarmHistory] */
const KEPT_MS = 30 * DAY_MS;

export interface HistoryRead {
  /** Oldest first, from the window's start (or `fromMs`) to now. */
  readonly changes: readonly AlarmChange[];
  /** Since when the history is whole; later than the window's start where AWS keeps or gave no more. */
  readonly fromMs: EpochMs;
}

/**
 * Changes of state from the window's start until now: those after the window tell which state an alarm had in it.
 * @throws AwsFailure, e.g. denied
 */
export async function loadAlarmHistory(view: ViewRequest): Promise<Found<HistoryRead>> {
  const keptFromMs = view.nowMs - KEPT_MS;
  const askedFromMs = epochMs(Math.min(Math.max(view.window.fromMs, keptFromMs), view.nowMs));
  const history = await describeAlarmHistory(view.scope, { fromMs: askedFromMs, toMs: view.nowMs });
  const fromMs = history.readFromMs ?? askedFromMs;
  return {
    data: { changes: history.changes.filter(({ atMs }) => atMs >= fromMs), fromMs },
    failures: [...failuresOf(history), ...(view.window.fromMs < keptFromMs ? [tooOld(askedFromMs)] : [])],
  };
}

/**
 * Changes of state of all alarms of the region in the view's window, of deleted alarms too; oldest first. `failures`
 * says where they are not whole.
 * @throws AwsFailure, e.g. denied
 */
export async function loadAlarmChanges(view: ViewRequest): Promise<Found<readonly AlarmChange[]>> {
  const { data, failures = [] } = await loadAlarmHistory(view);
  const { fromMs, toMs } = view.window;
  return { data: data.changes.filter(({ atMs }) => atMs >= fromMs && atMs < toMs), failures };
}

function failuresOf({ readFromMs, unreadable }: AlarmHistory): readonly Failure[] {
  return [
    ...(readFromMs === null
      ? []
      : [
          partial(
            `Only the newest changes were read; those before ${isoFromEpochMs(readFromMs)} are missing.`,
            "Choose a shorter or later time range.",
          ),
        ]),
    ...(unreadable === 0
      ? []
      : [
          partial(
            `${unreadable} entries of the history do not say which state the alarm changed to.`,
            "Look at the alarm's history in the console of CloudWatch.",
          ),
        ]),
  ];
}

function tooOld(fromMs: EpochMs): Failure {
  return partial(
    `AWS keeps alarm history for 30 days: nothing is known before ${isoFromEpochMs(fromMs)}.`,
    "Choose a later time range.",
  );
}

function partial(message: string, nextStep: string): Failure {
  return {
    kind: "partial",
    operation: "cloudwatch:DescribeAlarmHistory",
    message,
    nextStep,
    action: null,
    resource: null,
  };
}
