import { type CompiledText, compileText } from "@/lib/logs/filter/compile-text";
import type { LogFilter } from "@/lib/logs/filter/log-filter";
import type { LineId, LogBook } from "@/lib/logs/log-book";

const UNTRIED = 0;
const HIT = 1;
const MISS = 2;
/** Lines between two looks at the clock. */
const STEP = 256;

/** A text or pattern tried on the lines of a book: each line once, some at a time, as a pattern may take seconds. */
export class TextSearch {
  private readonly compiled: CompiledText;
  private verdicts = new Uint8Array(0);
  /** Lines before this one are tried; numbers are given in order of arrival. */
  private tried = 0;

  constructor(
    private readonly book: LogBook,
    text: NonNullable<LogFilter["text"]>,
  ) {
    this.compiled = compileText(text);
  }

  /** What is wrong with the pattern, and where; null when it can be used. */
  get bad() {
    return this.compiled.ok ? null : this.compiled.bad;
  }

  /** Part of the lines that are tried, 0–1. */
  get share(): number {
    return this.compiled.ok ? this.tried / Math.max(1, this.book.lineCount) : 1;
  }

  readonly matches = (line: LineId): boolean => {
    if (line >= this.verdicts.length) this.grow(line);
    if (this.verdicts[line] === UNTRIED) this.verdicts[line] = this.tryLine(line) ? HIT : MISS;
    return this.verdicts[line] === HIT;
  };

  /** Tries lines until `untilMs` of `clock`. @returns whether all are tried */
  advance(clock: () => number, untilMs: number): boolean {
    if (!this.compiled.ok) return true;
    const total = this.book.lineCount;
    while (this.tried < total) {
      const end = Math.min(total, this.tried + STEP);
      for (; this.tried < end; this.tried++) this.matches(this.tried);
      if (clock() >= untilMs) break;
    }
    return this.tried >= total;
  }

  private tryLine(line: LineId): boolean {
    return !this.compiled.ok || this.compiled.matches(this.book.eventOf(line).message);
  }

  private grow(line: LineId): void {
    const grown = new Uint8Array(Math.max(line + 1, this.book.lineCount));
    grown.set(this.verdicts);
    this.verdicts = grown;
  }
}
