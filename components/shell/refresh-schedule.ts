import { type DurationMs, SECOND_MS } from "@/lib/base/time";

/** The tabs of all readers spread over so much, for they must not all come in the same instant. */
const MOST_SPREAD_MS: DurationMs = 3 * SECOND_MS;
/** Windows end at whole minutes: every tab must find the same one begun, by the server's clock too. */
const AFTER_MARK_MS: DurationMs = SECOND_MS;

/**
 * When a tab refreshes next: all tabs at the same marks of the clock, so that the first one's answers serve the others.
 *
 *     every 30 s:   12:00:01–:04   12:00:31–:34   12:01:01–:04 …
 *
 * @param spread 0–1, drawn once per tab
 */
export function nextRefreshMs(nowMs: number, intervalMs: DurationMs, spread: number): number {
  const offset = AFTER_MARK_MS + spread * MOST_SPREAD_MS;
  return Math.floor((nowMs - offset) / intervalMs + 1) * intervalMs + offset;
}
