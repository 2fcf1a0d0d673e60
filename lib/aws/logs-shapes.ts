import "server-only";
import type { FilteredLogEvent, LogGroup, LogStream, OutputLogEvent } from "@aws-sdk/client-cloudwatch-logs";
import { numberOf, textOf } from "@/lib/aws/wire";
import { contentId, tailedId } from "@/lib/model/content-id";
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

/** Events of a GetLogEvents page. AWS gives them no ids: here they have that of their content, which equal ones share. */
export function streamEventsOf(group: string, stream: string, wire: readonly OutputLogEvent[]): LogEvent[] {
  return wire.flatMap((one) => {
    const timestampMs = numberOf(one.timestamp);
    if (timestampMs === null) return [];
    const message = one.message ?? "";
    const ingestionMs = numberOf(one.ingestionTime) ?? timestampMs;
    const id = contentId({ group, stream, timestampMs, message });
    return [{ id, timestampMs, ingestionMs, group, stream, message }];
  });
}

/** Gives the events of one stream, oldest first over all of its pages, ids that tell equal ones of a millisecond apart. */
export class StreamIds {
  #timestampMs = Number.NaN;
  #place = 0;
  readonly #met = new Map<string, number>();

  numbered(events: readonly LogEvent[]): LogEvent[] {
    return events.map((event) => {
      if (event.timestampMs !== this.#timestampMs) {
        this.#timestampMs = event.timestampMs;
        this.#place = 0;
        this.#met.clear();
      }
      const before = this.#met.get(event.id) ?? 0;
      this.#met.set(event.id, before + 1);
      return { ...event, id: tailedId(event.id, before, this.#place++) };
    });
  }
}
