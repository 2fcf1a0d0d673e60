/** One log event before it has a stream: when it was written (whole epoch milliseconds) and its text. */
export interface Line {
  readonly atMs: number;
  readonly text: string;
}

/** Cuts raw standard output into events as Lambda does: one per line. A closing line break makes no event of its own. */
export function splitRaw(atMs: number, text: string): Line[] {
  return text
    .replace(/\n$/, "")
    .split("\n")
    .map((part) => ({ atMs, text: `${part}\n` }));
}
