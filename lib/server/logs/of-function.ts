import "server-only";
import type { LogEvent, LogSource } from "@/lib/model/log";

/** `2026/10/08/my-fn[$LATEST]22be…`: in a group of one's own choice the stream names the function. [D, L 2026-10] */
const STREAM = /^\d{4}\/\d{2}\/\d{2}\/([A-Za-z0-9_-]*)\[/;

/** Several functions may share a group: leaves out what certainly belongs to another function. */
export function keepOwn<T extends Pick<LogEvent, "stream">>(
  { functionName }: LogSource,
  events: readonly T[],
): readonly T[] {
  if (functionName === null) return events;
  const foreign = new Map<string, boolean>();
  const isForeign = (stream: string): boolean => {
    const known = foreign.get(stream);
    if (known !== undefined) return known;
    const owner = STREAM.exec(stream)?.[1] ?? "";
    const answer = owner !== "" && owner !== functionName;
    foreign.set(stream, answer);
    return answer;
  };
  return events.some(({ stream }) => isForeign(stream))
    ? events.filter(({ stream }) => !isForeign(stream))
    : events;
}
