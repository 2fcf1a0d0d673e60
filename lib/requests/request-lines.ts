import { plainText } from "@/lib/base/plain-text";
import type { LineId } from "@/lib/logs/log-book";
import { parseLine } from "@/lib/logs/parse/parse-line";
import type { RequestLine } from "@/lib/model/views/request";
import type { Analysis } from "@/lib/requests/analyse";

/** A page that shows more helps nobody; the logs page has them all. */
const MAX_LINES = 1_000;
const MAX_TEXT = 4_000;

/** The lines of the gateway and of each attempt in one order. */
export function requestLines(
  { book, gateways, invocations }: Analysis,
  /** When the request began; null where that is not known: then offsets count from the first line. */
  startMs: number | null,
): { readonly lines: RequestLine[]; readonly leftOut: number } {
  const owners = new Map<LineId, string>();
  for (const { lines, requestId } of gateways) {
    for (const line of lines) owners.set(line, `gateway ${requestId}`);
  }
  const wanted = new Map(invocations.map((one) => [`${one.group} ${one.key}`, one]));
  for (const id of book.invocations()) {
    const key = `${book.groupOfInvocation(id)} ${book.requestIdOfInvocation(id)}#${book.attemptOf(id)}`;
    if (!wanted.has(key)) continue;
    for (const line of book.linesOf(id)) owners.set(line, `invocation ${key}`);
  }
  const ordered = [...owners.keys()].sort((a, b) => book.compareLines(a, b));
  const [first] = ordered;
  const zeroMs = startMs ?? (first === undefined ? 0 : book.timeOf(first));
  return {
    lines: ordered.slice(0, MAX_LINES).map((line): RequestLine => {
      const event = book.eventOf(line);
      const source = book.sourceOf(line);
      const { level, message, kind } = parseLine(event, source);
      return {
        id: event.id,
        atMs: event.timestampMs,
        offsetMs: event.timestampMs - zeroMs,
        source: source.key,
        label: book.identityOf(line).functionName ?? source.label,
        row: owners.get(line) ?? null,
        level,
        kind,
        attribution: book.attributionOf(line) ?? "exact",
        text: plainText(message.slice(0, MAX_TEXT)),
      };
    }),
    leftOut: Math.max(0, ordered.length - MAX_LINES),
  };
}
