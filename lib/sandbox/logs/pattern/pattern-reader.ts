import { invalidPattern } from "@/lib/sandbox/logs/pattern/invalid-pattern";
import type { Operand, Operator } from "@/lib/sandbox/logs/pattern/value-pattern";

/** A cursor over the text of a filter pattern; shared by the three forms of patterns. */
export class PatternReader {
  private at = 0;

  constructor(private readonly text: string) {}

  skipSpace(): void {
    while (/\s/.test(this.peek())) this.at++;
  }

  /** The next character, or empty at the end. */
  peek(): string {
    return this.text.charAt(this.at);
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  /** Consumes `word` after white space if it comes next. */
  accept(word: string): boolean {
    this.skipSpace();
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  /** As `accept`, for words that must not run into a longer one; upper or lower case. */
  acceptWord(word: string): boolean {
    this.skipSpace();
    const next = this.text.slice(this.at, this.at + word.length);
    const after = this.text.charAt(this.at + word.length);
    if (next.toUpperCase() !== word || /[\w$]/.test(after)) return false;
    this.at += word.length;
    return true;
  }

  expect(word: string): void {
    if (!this.accept(word)) {
      throw invalidPattern(`expected '${word}' at position ${this.at} of '${this.text}'`);
    }
  }

  /** The longest run that the sticky expression matches here; empty when none. */
  take(pattern: RegExp): string {
    const sticky = new RegExp(pattern.source, "uy");
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  /** Reads a text between two `mark`s, of which the first is next; a backslash takes the mark's meaning away. */
  delimited(mark: string): string {
    this.at++;
    let out = "";
    for (;;) {
      if (this.done) throw invalidPattern(`missing closing ${mark}`);
      const next = this.text.charAt(this.at++);
      if (next === mark) return out;
      if (next === "\\" && this.peek() === mark) {
        out += mark;
        this.at++;
      } else {
        out += next;
      }
    }
  }

  operator(): Operator | null {
    for (const operator of ["!=", "<=", ">=", "=", "<", ">"] as const) {
      if (this.accept(operator)) return operator;
    }
    return null;
  }

  operand(bare: RegExp): Operand {
    this.skipSpace();
    if (this.peek() === '"') return { kind: "quoted", text: this.delimited('"') };
    if (this.peek() === "%") return { kind: "regex", text: this.delimited("%") };
    const text = this.take(bare);
    if (text === "") throw invalidPattern(`a value is missing at position ${this.at} of '${this.text}'`);
    return { kind: "bare", text };
  }
}
