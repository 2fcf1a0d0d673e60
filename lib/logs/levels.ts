import { levelCodeOf, levelCodeOfStatus } from "@/lib/logs/level-of";
import { API_ACCESS } from "@/lib/logs/line-kind";
import type { LineId, LogBook } from "@/lib/logs/log-book";
import { parseAccessLine } from "@/lib/logs/parse/access-line";
import { formatOf } from "@/lib/logs/parse/parse-line";

const UNKNOWN = 255;

/** The level of every line of a book, each read when it is asked for and kept: one byte a line. */
export class LineLevels {
  private codes = new Uint8Array(0);

  constructor(private readonly book: LogBook) {}

  /** Code of `level-words.ts`: 0 none, 1 trace … 6 fatal. */
  codeOf(line: LineId): number {
    if (line >= this.codes.length) this.grow(line);
    const known = this.codes[line] ?? UNKNOWN;
    if (known !== UNKNOWN) return known;
    const code = this.read(line);
    this.codes[line] = code;
    return code;
  }

  private read(line: LineId): number {
    const kind = this.book.kindCodeOf(line);
    const { message } = this.book.eventOf(line);
    if (kind !== API_ACCESS) return levelCodeOf(message, kind);
    return levelCodeOfStatus(parseAccessLine(formatOf(this.book.sourceOf(line)), message)?.status ?? null);
  }

  private grow(line: LineId): void {
    const codes = new Uint8Array(Math.max(line + 1, this.book.lineCount)).fill(UNKNOWN);
    codes.set(this.codes);
    this.codes = codes;
  }
}
