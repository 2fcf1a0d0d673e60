import { formatDuration } from "@/lib/base/format-duration";
import { formatClockSeconds, formatDay, type Zone } from "@/lib/base/format-time";

/** `14:05:09.123`. */
export function formatLogTime(ms: number, zone: Zone): string {
  const rest = String(Math.floor(((ms % 1000) + 1000) % 1000)).padStart(3, "0");
  return `${formatClockSeconds(ms, zone)}.${rest}`;
}

/** `15 Jan 14:05:09.123`, for windows of more than a day. */
export function formatLogDayTime(ms: number, zone: Zone): string {
  return `${formatDay(ms, zone)} ${formatLogTime(ms, zone)}`;
}

/** Since the start of the request: `+12.3 ms`, `−0.4 s` for its init. */
export function formatOffset(ms: number): string {
  return `${ms < 0 ? "−" : "+"}${formatDuration(Math.abs(ms))}`;
}
