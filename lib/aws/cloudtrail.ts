import "server-only";
import { LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import type { CallScope } from "@/lib/aws/call-scope";
import { cloudTrailClient } from "@/lib/aws/clients";
import { trailEventOf } from "@/lib/aws/cloudtrail-shapes";
import { callEachPage } from "@/lib/aws/gateway";
import { ceilTo, DAY_MS, epochMs, floorTo, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { Window } from "@/lib/model/metric";
import type { TrailEvent } from "@/lib/model/trail-event";

/** What event history is searched by: it takes one attribute a call. [M LookupAttribute] */
export interface TrailAttribute {
  readonly key: "EventName" | "ResourceName";
  /** As CloudTrail spells it, Lambda's names with the date of the API. */
  readonly value: string;
}

export interface TrailEvents {
  /** Newest first. */
  readonly events: readonly TrailEvent[];
  /** Whether there were more pages than were asked for: the oldest are missing. */
  readonly more: boolean;
}

/** Event history reaches back this far. [M LookupEvents] */
export const TRAIL_KEPT_MS = 90 * DAY_MS;

/** Events are usually there after some five minutes. [D cloudtrail-events] */
export const TRAIL_LATE_MS = 15 * MINUTE_MS;

const PAGE_SIZE = 50;
const OPEN_KEPT_MS = MINUTE_MS;
/** How long a page token lives is not documented. */
const CLOSED_KEPT_MS = 10 * MINUTE_MS;

/** The window is widened to these, so that a window that moves with the clock asks the same thing for a while. */
const START_STEP_MS = HOUR_MS;
const END_STEP_MS = 5 * MINUTE_MS;

/**
 * Events of the window with one attribute, at most `mostPages` pages of 50. Both ends of AWS's time range are included.
 * Throws `AwsFailure`; `denied` where the credentials lack the optional cloudtrail:LookupEvents.
 */
export async function lookupEvents(
  scope: CallScope,
  { key, value }: TrailAttribute,
  window: Window,
  mostPages: number,
): Promise<TrailEvents> {
  const fromMs = Math.max(
    floorTo(window.fromMs, START_STEP_MS),
    floorTo(scope.nowMs - TRAIL_KEPT_MS, HOUR_MS),
  );
  const toMs = ceilTo(window.toMs, END_STEP_MS);
  if (fromMs >= toMs) return { events: [], more: false };
  const closed = toMs + TRAIL_LATE_MS < scope.nowMs;
  const pages = callEachPage(scope, {
    service: "cloudtrail",
    operation: "LookupEvents",
    key: { key, value, fromMs, toMs },
    cacheForMs: closed ? CLOSED_KEPT_MS : OPEN_KEPT_MS,
    sendPage: (token, signal) =>
      cloudTrailClient(scope).send(
        new LookupEventsCommand({
          LookupAttributes: [{ AttributeKey: key, AttributeValue: value }],
          StartTime: new Date(fromMs),
          EndTime: new Date(toMs),
          MaxResults: PAGE_SIZE,
          NextToken: token,
        }),
        { abortSignal: signal },
      ),
    nextToken: (wire) => wire.NextToken,
    read: (wire) => (wire.Events ?? []).flatMap((event) => trailEventOf(event) ?? []),
  });
  const events: TrailEvent[] = [];
  let read = 0;
  for await (const { output, last } of pages) {
    events.push(...output);
    read += 1;
    if (last) return { events: within(events, window), more: false };
    if (read >= mostPages) break;
  }
  return { events: within(events, window), more: true };
}

function within(events: readonly TrailEvent[], { fromMs, toMs }: Window): readonly TrailEvent[] {
  return events.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
}

/** The part of a window that event history can know; null when it knows none of it. */
export function trailWindow(window: Window, nowMs: number): Window | null {
  const fromMs = epochMs(Math.max(window.fromMs, nowMs - TRAIL_KEPT_MS));
  return fromMs < window.toMs ? { fromMs, toMs: window.toMs } : null;
}
