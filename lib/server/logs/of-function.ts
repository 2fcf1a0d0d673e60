import "server-only";
import type { LogEvent, LogSource } from "@/lib/model/log";

/** `2026/10/08/my-fn[$LATEST]22be…`: in a group of one's own choice the stream names the function. [D, L 2026-10] */
const STREAM = /^\d{4}\/\d{2}\/\d{2}\/([A-Za-z0-9_-]*)\[/;

/** Leaves out what is of another stream than the one asked for, or certainly of another function that shares the group. */
export function keepOwn<T extends Pick<LogEvent, "stream">>(
  { functionName, stream: only }: Pick<LogSource, "functionName" | "stream">,
  events: readonly T[],
): readonly T[] {
  if (only !== undefined) return events.filter(({ stream }) => stream === only);
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
