import { DAY_MS, type EpochMs, epochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/base/time";

const UNIT_MS: Readonly<Record<string, number>> = {
  s: SECOND_MS,
  m: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
  w: 7 * DAY_MS,
};

const RELATIVE = /^now(?:\s*([+-])\s*(\d{1,6})\s*([smhdw]))?$/i;
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** What dates of JavaScript can hold; CloudWatch itself starts in 2009. */
const MAX_EPOCH_MS = 8.64e15;

export interface Instant {
  readonly ms: EpochMs;
  readonly relative: boolean;
}

/**
 * One end of a time range:
 *
 *   now          now-90m       now-2h       now-7d       relative to `nowMs`; units s m h d w
 *   2026-01-15   2026-01-15T12:00   2026-01-15T12:00:30.5Z   2026-01-15T13:00+01:00   (no zone: UTC)
 *   1768478400000                                        epoch milliseconds
 *
 * @returns undefined when the text is none of these.
 */
export function parseInstant(text: string, nowMs: EpochMs): Instant | undefined {
  const relative = RELATIVE.exec(text);
  if (relative) {
    const [, sign, amount, unit] = relative;
    const offset = amount === undefined ? 0 : Number(amount) * (UNIT_MS[(unit ?? "").toLowerCase()] ?? 0);
    return { ms: epochMs(nowMs + (sign === "+" ? offset : -offset)), relative: true };
  }
  if (/^\d{11,15}$/.test(text)) {
    const value = Number(text);
    return value <= MAX_EPOCH_MS ? { ms: epochMs(value), relative: false } : undefined;
  }
  const iso = ISO.exec(text);
  if (!iso) return undefined;
  const [, year, month, day, hour = "00", minute = "00", second = "00", fraction = "0", zone = "Z"] = iso;
  const offset = /^z$/i.test(zone) ? "Z" : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const value = Date.parse(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, "0")}${offset}`,
  );
  // Date.parse rolls 31 February over to March; the day must survive the trip to be the one that was meant.
  const localDay = new Date(value + offsetMs(offset)).getUTCDate();
  return Number.isNaN(value) || localDay !== Number(day)
    ? undefined
    : { ms: epochMs(value), relative: false };
}

function offsetMs(zone: string): number {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith("-") ? -minutes : minutes) * MINUTE_MS;
}
