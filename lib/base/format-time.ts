/** An IANA time zone; `UTC` is one. */
export type Zone = string;

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly monthName: string;
  readonly day: string;
  readonly weekday: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

const formatters = new Map<Zone, Intl.DateTimeFormat>();
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** Building a DateTimeFormat costs some 50 µs; a chart's axis asks for dozens. */
function formatterOf(zone: Zone): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

function partsOf(ms: number, zone: Zone): Parts {
  const found: Record<string, string> = {};
  for (const part of formatterOf(zone).formatToParts(ms)) found[part.type] = part.value;
  const month = found.month ?? "01";
  return {
    year: found.year ?? "",
    month,
    monthName: MONTHS[Number(month) - 1] ?? "",
    day: found.day ?? "",
    weekday: found.weekday ?? "",
    hour: found.hour ?? "",
    minute: found.minute ?? "",
    second: found.second ?? "",
  };
}

/** True when the runtime knows the zone, e.g. a cookie's text. */
export function isZone(text: string): boolean {
  if (!/^[A-Za-z][\w+\-/]{0,63}$/.test(text)) return false;
  try {
    formatterOf(text);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds to add to UTC to read the zone's wall clock at that instant; changes with daylight saving. */
export function zoneOffsetMs(ms: number, zone: Zone): number {
  if (zone === "UTC") return 0;
  const p = partsOf(ms, zone);
  const wall = Date.UTC(
    Number(p.year),
    Number(p.month) - 1,
    Number(p.day),
    Number(p.hour),
    Number(p.minute),
    Number(p.second),
  );
  return wall - Math.floor(ms / 1000) * 1000;
}

/** `UTC`, `UTC+1`, `UTC−3:30`: what stands next to every time on screen. */
export function zoneLabel(ms: number, zone: Zone): string {
  const minutes = Math.round(zoneOffsetMs(ms, zone) / 60_000);
  if (minutes === 0) return "UTC";
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? "" : `:${String(size % 60).padStart(2, "0")}`;
  return `UTC${minutes > 0 ? "+" : "−"}${Math.floor(size / 60)}${rest}`;
}

/** `14:05`. 24 hours, always. */
export function formatClock(ms: number, zone: Zone): string {
  const p = partsOf(ms, zone);
  return `${p.hour}:${p.minute}`;
}

/** `14:05:09`. */
export function formatClockSeconds(ms: number, zone: Zone): string {
  const p = partsOf(ms, zone);
  return `${p.hour}:${p.minute}:${p.second}`;
}

/** `15 Jan`. */
export function formatDay(ms: number, zone: Zone): string {
  const p = partsOf(ms, zone);
  return `${Number(p.day)} ${p.monthName}`;
}

/** `15 Jan 14:05`. */
export function formatDayClock(ms: number, zone: Zone): string {
  return `${formatDay(ms, zone)} ${formatClock(ms, zone)}`;
}

/** `2026-01-15 14:05 UTC`: complete and unambiguous, for details and tables. */
export function formatFull(ms: number, zone: Zone): string {
  const p = partsOf(ms, zone);
  return `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute} ${zoneLabel(ms, zone)}`;
}

/** A window, saying the day once when both ends share it: `15 Jan 12:00 – 15:00 UTC`. */
export function formatWindow(fromMs: number, toMs: number, zone: Zone): string {
  const sameDay = formatDay(fromMs, zone) === formatDay(toMs, zone);
  const end = sameDay ? formatClock(toMs, zone) : formatDayClock(toMs, zone);
  return `${formatDayClock(fromMs, zone)} – ${end} ${zoneLabel(toMs, zone)}`;
}

/** Wall clock of a zone → instant. A time skipped by daylight saving lands after the gap. */
export function instantOfWallClock(wallMs: number, zone: Zone): number {
  const guess = wallMs - zoneOffsetMs(wallMs, zone);
  return wallMs - zoneOffsetMs(guess, zone);
}
