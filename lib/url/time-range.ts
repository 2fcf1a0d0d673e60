import { DAY_MS, type EpochMs, epochMs, MINUTE_MS } from "@/lib/base/time";
import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { type Instant, parseInstant } from "@/lib/url/instant";
import { type RawSearch, single } from "@/lib/url/search";

/** The window of a page, as the URL spells it and as it resolves now. */
export interface TimeRange {
  /** `now-3h`, ISO or epoch milliseconds, as in the URL: a relative range stays relative. */
  readonly from: string;
  readonly to: string;
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
  /** At least one end moves with the clock. */
  readonly relative: boolean;
}

export const DEFAULT_FROM = "now-3h";
export const DEFAULT_TO = "now";

/** CloudWatch keeps one-hour datapoints for 455 days and nothing longer. [D GetMetricStatistics] */
export const MAX_RANGE_MS = 455 * DAY_MS;

const ACCEPTED = "Accepted are now, now-90m, now-2h, now-7d, 2026-01-15T12:00Z or epoch milliseconds.";

/**
 * Reads `from` and `to`. Ends are widened to whole minutes, the finest grain of AWS/Lambda and AWS/ApiGateway metrics,
 * so that what is shown is what was asked of CloudWatch.
 * @throws BadParameter for text that is no instant, a reversed or empty range, or one longer than 455 days.
 */
export function parseTimeRange(search: RawSearch, nowMs: EpochMs): TimeRange {
  const from = single(search, "from") ?? DEFAULT_FROM;
  const to = single(search, "to") ?? DEFAULT_TO;
  const start = readInstant("from", from, nowMs);
  const end = readInstant("to", to, nowMs);
  if (end.ms <= start.ms) {
    throw new BadParameter(
      "from",
      `The range ends (${quoteInput(to)}) before it starts (${quoteInput(from)}).`,
    );
  }
  const fromMs = epochMs(Math.floor(start.ms / MINUTE_MS) * MINUTE_MS);
  const toMs = epochMs(Math.ceil(end.ms / MINUTE_MS) * MINUTE_MS);
  if (toMs - fromMs > MAX_RANGE_MS) {
    const days = Math.round((toMs - fromMs) / DAY_MS).toLocaleString("en");
    throw new BadParameter("from", `The range is ${days} days long; CloudWatch keeps metrics for 455 days.`);
  }
  return { from, to, fromMs, toMs, relative: start.relative || end.relative };
}

function readInstant(name: string, text: string, nowMs: EpochMs): Instant {
  const instant = parseInstant(text, nowMs);
  if (!instant) throw new BadParameter(name, `${quoteInput(text)} is not a time. ${ACCEPTED}`);
  return instant;
}

/** The inverse: parameters that resolve to the same range. Defaults are left out of the URL. */
export function timeRangeParams(range: Pick<TimeRange, "from" | "to">): Readonly<Record<string, string>> {
  return {
    ...(range.from === DEFAULT_FROM ? {} : { from: range.from }),
    ...(range.to === DEFAULT_TO ? {} : { to: range.to }),
  };
}

/** Absolute ends, as a pin or a drag on a chart writes them. */
export function absoluteRange(fromMs: EpochMs, toMs: EpochMs): Pick<TimeRange, "from" | "to"> {
  return { from: isoMinute(fromMs), to: isoMinute(toMs) };
}

function isoMinute(ms: EpochMs): string {
  const iso = new Date(ms).toISOString();
  return iso.endsWith(":00.000Z") ? `${iso.slice(0, 16)}Z` : iso;
}
