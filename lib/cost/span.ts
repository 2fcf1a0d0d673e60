/** What is known only within limits, both included. Equal ends: exact. */
export interface Span {
  readonly least: number;
  readonly most: number;
}

export function exactly(value: number): Span {
  return { least: value, most: value };
}

export function spanOf(values: readonly number[]): Span {
  return { least: Math.min(...values), most: Math.max(...values) };
}

export function timesSpan({ least, most }: Span, factor: number): Span {
  return { least: least * factor, most: most * factor };
}
