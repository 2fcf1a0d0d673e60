import { malformedQuery } from "@/lib/sandbox/logs/insights/query-error";

const FIELD = /[A-Za-z_@$][\w@$]*(?:\.[\w@$]+)*/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const DURATION = /(\d+)(ms|msec|s|sec|m|min|h|hr|d|w|mo|mon|q|qtr|y|yr)\b/y;
const SYMBOLS = [
  "!=",
  "<=",
  ">=",
  "=~",
  "=",
  "<",
  ">",
  "+",
  "-",
  "*",
  "/",
  "%",
  "^",
  "(",
  ")",
  "[",
  "]",
  ",",
  "|",
];

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  msec: 1,
  s: 1_000,
  sec: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  hr: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  mo: 2_592_000_000,
  mon: 2_592_000_000,
  q: 7_776_000_000,
  qtr: 7_776_000_000,
  y: 31_536_000_000,
  yr: 31_536_000_000,
};

/** A cursor over a query's text. Every reading method first skips white space and `#` comments. */
export class TokenReader {
  private at = 0;

  constructor(readonly text: string) {}

  /** Where the next token begins. */
  get position(): number {
    this.skip();
    return this.at;
  }

  /** Where the last token ended. */
  private lastEnd = 0;

  get end(): number {
    return this.lastEnd;
  }

  get done(): boolean {
    this.skip();
    return this.at >= this.text.length;
  }

  acceptSymbol(symbol: string): boolean {
    this.skip();
    const next = SYMBOLS.find((candidate) => this.text.startsWith(candidate, this.at));
    if (next !== symbol) return false;
    this.move(symbol.length);
    return true;
  }

  expectSymbol(symbol: string): void {
    if (!this.acceptSymbol(symbol)) this.fail(`expected '${symbol}'`);
  }

  /** Consumes a word of the language, in upper or lower case. */
  acceptWord(word: string): boolean {
    this.skip();
    const found = this.match(FIELD);
    if (found?.[0].toLowerCase() !== word) return false;
    this.move(word.length);
    return true;
  }

  peekWord(): string {
    this.skip();
    return this.match(FIELD)?.[0].toLowerCase() ?? "";
  }

  /** A field's name, bare or in backticks; null when something else comes next. */
  fieldName(): string | null {
    this.skip();
    if (this.text.charAt(this.at) === "`") return this.delimited("`");
    const found = this.match(FIELD);
    if (found === null) return null;
    this.move(found[0].length);
    return found[0];
  }

  /** `5m`, `1h`, … in milliseconds; null when something else comes next. */
  duration(): number | null {
    this.skip();
    const found = this.match(DURATION);
    if (found === null) return null;
    this.move(found[0].length);
    return Number(found[1]) * (UNIT_MS[found[2] ?? ""] ?? 0);
  }

  number(): number | null {
    this.skip();
    const found = this.match(NUMBER);
    if (found === null) return null;
    this.move(found[0].length);
    return Number(found[0]);
  }

  /** A text in single or double quotes. */
  string(): string | null {
    this.skip();
    const quote = this.text.charAt(this.at);
    return quote === '"' || quote === "'" ? this.delimited(quote) : null;
  }

  /** `/…/` with its escapes left as they are. */
  regex(): string | null {
    this.skip();
    if (this.text.charAt(this.at) !== "/") return null;
    for (let i = this.at + 1; i < this.text.length; i++) {
      const next = this.text.charAt(i);
      if (next === "\\") i++;
      else if (next === "/") {
        const source = this.text.slice(this.at + 1, i).replaceAll("\\/", "/");
        this.move(i + 1 - this.at);
        return source;
      }
    }
    return this.fail("a regular expression is not closed");
  }

  /** @throws AwsError MalformedQueryException at the next token, or at `start`. */
  fail(why: string, start?: number): never {
    this.skip();
    const from = start ?? this.at;
    const to = start === undefined ? Math.min(this.text.length, from + 1) : this.lastEnd;
    const found = this.text.slice(from, from + 20);
    throw malformedQuery(
      from >= this.text.length
        ? `unexpected end of query: ${why}`
        : `unexpected symbol found at '${found}': ${why}`,
      from,
      Math.max(from, to),
    );
  }

  private delimited(quote: string): string {
    let out = "";
    for (let i = this.at + 1; i < this.text.length; i++) {
      const next = this.text.charAt(i);
      if (next === quote) {
        this.move(i + 1 - this.at);
        return out;
      }
      const after = this.text.charAt(i + 1);
      if (next === "\\" && (after === quote || after === "\\")) {
        out += after;
        i++;
      } else {
        out += next;
      }
    }
    return this.fail(`a ${quote} is not closed`);
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text);
  }

  private move(length: number): void {
    this.at += length;
    this.lastEnd = this.at;
  }

  private skip(): void {
    for (;;) {
      const next = this.text.charAt(this.at);
      if (next === "#") {
        const lineEnd = this.text.indexOf("\n", this.at);
        this.at = lineEnd < 0 ? this.text.length : lineEnd + 1;
      } else if (next !== "" && /\s/.test(next)) {
        this.at++;
      } else {
        return;
      }
    }
  }
}
