import { levelOfCode } from "@/lib/logs/level-words";
import type { LineLevels } from "@/lib/logs/levels";
import type { LineId, LogBook } from "@/lib/logs/log-book";

export type ExportFormat = "text" | "ndjson" | "csv";

interface ExportedLine {
  readonly time: string;
  readonly source: string;
  readonly group: string;
  readonly stream: string;
  readonly level: string | null;
  readonly requestId: string | null;
  readonly attribution: string | null;
  readonly message: string;
}

const COLUMNS = [
  "time",
  "source",
  "group",
  "stream",
  "level",
  "requestId",
  "attribution",
  "message",
] as const;

/** Lines of an export part by part, so that a large one need not be held as one text. `shown` may mask secrets. */
export function* exportLines(
  book: LogBook,
  levels: LineLevels,
  lines: Iterable<LineId>,
  format: ExportFormat,
  shown: (message: string) => string = (message) => message,
): Generator<string, void> {
  if (format === "csv") yield `${COLUMNS.join(",")}\r\n`;
  for (const line of lines) {
    const exported = exportedLine(book, levels, line, shown);
    if (format === "ndjson") yield `${JSON.stringify(exported)}\n`;
    else if (format === "csv")
      yield `${COLUMNS.map((column) => csvCell(exported[column] ?? "")).join(",")}\r\n`;
    else yield `${exported.time} ${exported.source} ${exported.message.trimEnd()}\n`;
  }
}

function exportedLine(
  book: LogBook,
  levels: LineLevels,
  line: LineId,
  shown: (message: string) => string,
): ExportedLine {
  const { group, stream, message } = book.eventOf(line);
  const invocation = book.invocationOf(line);
  return {
    time: new Date(book.timeOf(line)).toISOString(),
    source: book.sourceOf(line).label,
    group,
    stream,
    level: levelOfCode(levels.codeOf(line)),
    requestId: invocation < 0 ? book.requestIdOf(line) : book.requestIdOfInvocation(invocation),
    attribution: book.attributionOf(line),
    message: shown(message),
  };
}

/**
 * A cell that no spreadsheet takes for a formula: what begins like one gets a `'` in front. Quoted as in RFC 4180. [OWASP CSV
 * injection]
 */
export function csvCell(text: string): string {
  const safe = /^[\s\u00a0]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",\r\n;\t]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}
