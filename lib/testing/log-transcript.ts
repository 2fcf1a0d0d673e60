import type { LogBook } from "@/lib/logs/log-book";
import type { LogEvent } from "@/lib/model/log";

/**
 * Log events written down as one reads them: `stream time text`, a line each; the time in milliseconds. `\n` in the text
 * is a line break. Ids count up, so that lines of one millisecond keep their order.
 */
export function readTranscript(transcript: string, group = "/aws/lambda/orders"): LogEvent[] {
  return transcript
    .split("\n")
    .map((line) => line.trimStart())
    .filter((line) => line !== "")
    .map((line, index) => {
      const [, stream = "", time = "0", text = ""] = /^(\S+) +(\d+) {1,3}(.*)$/.exec(line) ?? [];
      return {
        id: `${index}`.padStart(8, "0"),
        timestampMs: Number(time),
        ingestionMs: Number(time) + 100,
        group,
        stream,
        message: text.replaceAll("\\n", "\n"),
      };
    });
}

/** `time kind owner attribution` for each line; an owner is the first letter of its request id and the attempt. */
export function tell(book: LogBook): string[] {
  return Array.from(book.lines(), (line) => {
    const invocation = book.invocationOf(line);
    const owner =
      invocation < 0
        ? "-"
        : `${book.requestIdOfInvocation(invocation).charAt(0)}${book.attemptOf(invocation)}`;
    return `${book.timeOf(line)} ${book.kindOf(line)} ${owner} ${book.attributionOf(line) ?? "-"}`;
  });
}
