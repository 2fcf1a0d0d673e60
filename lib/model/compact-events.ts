import type { LogEvent } from "@/lib/model/log";
import type { CompactEvent, LogsEvents } from "@/lib/model/views/logs";

/** Events of one source and group as one message: stream names are told once. */
export function packEvents(source: string, group: string, events: readonly LogEvent[]): LogsEvents {
  const indexOf = new Map<string, number>();
  const packed: CompactEvent[] = [];
  for (const { id, timestampMs, ingestionMs, stream, message } of events) {
    let index = indexOf.get(stream);
    if (index === undefined) {
      index = indexOf.size;
      indexOf.set(stream, index);
    }
    packed.push([id, timestampMs, ingestionMs, index, message]);
  }
  return { type: "events", source, group, streams: [...indexOf.keys()], events: packed };
}

/** The inverse. */
export function unpackEvents({ group, streams, events }: LogsEvents): LogEvent[] {
  return events.map(([id, timestampMs, ingestionMs, stream, message]) => ({
    id,
    timestampMs,
    ingestionMs,
    group,
    stream: streams[stream] ?? "",
    message,
  }));
}
