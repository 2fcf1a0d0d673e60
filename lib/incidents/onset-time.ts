import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";

/** Since when, as far as it can be told: some time from `atMs` to `withinMs` later. */
export interface Onset {
  readonly atMs: number;
  readonly withinMs: number;
}

/** True for instants up to `reachMs` before the onset; never for one that is surely after it. */
export function mayHaveCausedAt(ms: number, { atMs, withinMs }: Onset, reachMs: number): boolean {
  return ms < atMs + withinMs && ms >= atMs - reachMs;
}

/** A gap as it is said: `less than a minute`, `one minute`, `12 minutes`, `2 h 5 min`. Never negative. */
export function gapWords(ms: number): string {
  const minutes = Math.round(Math.max(0, ms) / MINUTE_MS);
  if (minutes === 0) return "less than a minute";
  if (minutes === 1) return "one minute";
  if (minutes < 60) return `${minutes} minutes`;
  const hours = Math.floor((minutes * MINUTE_MS) / HOUR_MS);
  const rest = minutes - hours * 60;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
