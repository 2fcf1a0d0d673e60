/** A moment: prints as a date, counts as epoch milliseconds in arithmetic. */
export class Instant {
  constructor(readonly ms: number) {}
}

/** What an expression yields. null: the field is not there. */
export type Value = string | number | Instant | null;

export function toNumber(value: Value): number | null {
  if (value === null) return null;
  if (typeof value === "number") return value;
  if (value instanceof Instant) return value.ms;
  if (value.trim() === "") return null;
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
}

/** As a result row prints it: at most four decimals, dates as `2026-11-20 23:00:00.000` in UTC. */
export function toText(value: Value): string | null {
  if (value === null || typeof value === "string") return value;
  if (value instanceof Instant) return instantText(value.ms);
  return String(Number.isInteger(value) ? value : Math.round(value * 10_000) / 10_000);
}

function instantText(ms: number): string {
  return new Date(Math.floor(ms)).toISOString().replace("T", " ").slice(0, 23);
}

export function isTrue(value: Value): boolean {
  return value !== null && value !== 0 && value !== "";
}

/** Numbers by value, texts by character; a number and a text that is none compare as texts. null comes first. */
export function compareValues(a: Value, b: Value): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  const x = toNumber(a);
  const y = toNumber(b);
  if (x !== null && y !== null) return x - y;
  const left = toText(a) ?? "";
  const right = toText(b) ?? "";
  return left < right ? -1 : left > right ? 1 : 0;
}
