import "server-only";
import type { FilteredLogEvent, LogGroup, LogStream, OutputLogEvent } from "@aws-sdk/client-cloudwatch-logs";
import { numberOf, textOf } from "@/lib/aws/wire";
import { contentId } from "@/lib/model/content-id";
import type { LogEvent } from "@/lib/model/log";
import type { LogGroupInfo, LogStreamInfo } from "@/lib/model/log-group";

export function logGroupOf(wire: LogGroup): LogGroupInfo | null {
  const name = textOf(wire.logGroupName);
  if (name === null) return null;
  return {
    name,
    arn: textOf(wire.logGroupArn) ?? textOf(wire.arn)?.replace(/:\*$/, "") ?? null,
    createdMs: numberOf(wire.creationTime),
    retentionDays: numberOf(wire.retentionInDays),
    storedBytes: numberOf(wire.storedBytes),
    logClass: textOf(wire.logGroupClass) ?? "STANDARD",
  };
}

export function logStreamOf(wire: LogStream): LogStreamInfo | null {
  const name = textOf(wire.logStreamName);
  if (name === null) return null;
  return {
    name,
    firstEventMs: numberOf(wire.firstEventTimestamp),
    lastEventMs: numberOf(wire.lastEventTimestamp),
    lastIngestionMs: numberOf(wire.lastIngestionTime),
  };
}

/** Events of a FilterLogEvents page. One without a time cannot be placed and is dropped; AWS always gives it. */
export function filteredEventsOf(group: string, wire: readonly FilteredLogEvent[]): LogEvent[] {
  const streams = new Map<string, string>();
  const events: LogEvent[] = [];
  for (const one of wire) {
    const timestampMs = numberOf(one.timestamp);
    if (timestampMs === null) continue;
    const given = one.logStreamName ?? "";
    // Each JSON answer has its own copy of every name; one of them is enough.
    const stream = streams.get(given) ?? given;
    if (stream === given) streams.set(given, given);
    const message = one.message ?? "";
    const ingestionMs = numberOf(one.ingestionTime) ?? timestampMs;
    const id = textOf(one.eventId) ?? contentId({ group, stream, timestampMs, message });
    events.push({ id, timestampMs, ingestionMs, group, stream, message });
  }
  return events;
}

/** Events of a GetLogEvents page, which have no id. Equal ones of one millisecond are told apart by their order. */
export function streamEventsOf(group: string, stream: string, wire: readonly OutputLogEvent[]): LogEvent[] {
  const seen = new Map<string, number>();
  return wire.flatMap((one) => {
    const timestampMs = numberOf(one.timestamp);
    if (timestampMs === null) return [];
    const message = one.message ?? "";
    const content = contentId({ group, stream, timestampMs, message });
    const before = seen.get(content) ?? 0;
    seen.set(content, before + 1);
    const ingestionMs = numberOf(one.ingestionTime) ?? timestampMs;
    return [{ id: `${content}.${before}`, timestampMs, ingestionMs, group, stream, message }];
  });
}
