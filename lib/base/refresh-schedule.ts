import { type DurationMs, MINUTE_MS, SECOND_MS } from "@/lib/base/time";

/** The tabs of one address spread over so much; what they ask is kept for longer. */
const MOST_SPREAD_MS: DurationMs = 8 * SECOND_MS;
/** Windows end at whole minutes: every tab must find the same one begun, by the server's clock too. */
const AFTER_MARK_MS: DurationMs = SECOND_MS;

/**
 * When a tab refreshes next. Tabs of one address come soon after each other, so that the first one's answers serve the
 * others; those of different addresses at different times, so that a team's pages are not all drawn in the same second.
 *
 *     every 60 s:   /  12:00:07–:15   12:01:07–:15 …     /alarms  12:00:31–:39   12:01:31–:39 …
 *
 * @param spread 0–1, drawn once per tab
 */
export function nextRefreshMs(
  nowMs: number,
  intervalMs: DurationMs,
  address: string,
  spread: number,
): number {
  // Within one minute, which all tabs of an address find to be the same.
  const room = Math.min(intervalMs, MINUTE_MS) - 2 * AFTER_MARK_MS - MOST_SPREAD_MS;
  const offset = AFTER_MARK_MS + placeOf(address) * room + spread * MOST_SPREAD_MS;
  return Math.floor((nowMs - offset) / intervalMs + 1) * intervalMs + offset;
}

/** 0–1, the same for the same text and spread evenly over different ones: FNV-1a, mixed as MurmurHash ends. */
function placeOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}
