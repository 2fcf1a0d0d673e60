import { DAY_MS, HOUR_MS } from "@/lib/base/time";
import { sumOf } from "@/lib/cost/sum";

/** An hour's amount (US dollars, requests, GB-s); null: not known, which is not 0. Hours begin on the hour, UTC. */
export interface HourAmount {
  readonly startMs: number;
  readonly amount: number | null;
}

export interface Projection {
  /** Seen in the month until now. */
  readonly seen: number;
  /** Hours of the month until now that are not known; they are estimated like those to come. */
  readonly unknownHours: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  /** What is seen as a share of what is expected, 0–1: that part is certain. null when nothing is expected. */
  readonly certainShare: number | null;
  readonly rhythm: Rhythm;
  readonly assumption: string;
}

/** What the hours to come are taken from. */
export type Rhythm = "hour-of-week" | "hour-of-day" | "average";

const WEEK_HOURS = 168;
const DAY_HOURS = 24;
/** Two standard deviations either side. */
const SPREAD = 2;
/** Relative spread of a day where too few are seen to tell: half as much, twice as much. */
const UNKNOWN_SPREAD = 0.5;

/**
 * The amount at the month's end: what is seen, and for every other hour the mean of the hours like it. Months are
 * AWS's own, in UTC. null when not a single hour is known.
 * @param hours any order; hours outside the month inform the rhythm, hours not over by `nowMs` are not used
 */
export function projectMonth(hours: readonly HourAmount[], nowMs: number): Projection | null {
  const known = new Map<number, number>();
  for (const { startMs, amount } of hours) {
    if (amount !== null && startMs + HOUR_MS <= nowMs) known.set(startMs, amount);
  }
  if (known.size === 0) return null;
  const rhythm = rhythmOf(known);
  const typical = typicalHours(known, rhythm);
  const { fromMs, toMs } = monthOf(nowMs);
  const seen: number[] = [];
  const guessed: number[] = [];
  let unknownHours = 0;
  for (let startMs = fromMs; startMs < toMs; startMs += HOUR_MS) {
    const amount = known.get(startMs);
    if (amount !== undefined) seen.push(amount);
    else {
      guessed.push(typical(startMs));
      if (startMs + HOUR_MS <= nowMs) unknownHours++;
    }
  }
  const certain = sumOf(seen);
  const open = sumOf(guessed);
  const spread = SPREAD * relativeDoubt(known, guessed.length / DAY_HOURS);
  const expected = certain + open;
  return {
    seen: certain,
    unknownHours,
    expected,
    low: expected - Math.min(1, spread) * open,
    high: expected + spread * open,
    certainShare: expected === 0 ? null : certain / expected,
    rhythm,
    assumption: assumptions[rhythm],
  };
}

/** The calendar month, UTC, that holds an instant. */
export function monthOf(nowMs: number): { readonly fromMs: number; readonly toMs: number } {
  const now = new Date(nowMs);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  return { fromMs: Date.UTC(year, month, 1), toMs: Date.UTC(year, month + 1, 1) };
}

const assumptions: Readonly<Record<Rhythm, string>> = {
  "hour-of-week": "Each hour to come is like the same hour of the same weekday in the hours seen.",
  "hour-of-day":
    "Each hour to come is like the same hour of the day in the hours seen; less than two weeks are seen, so weekends are not told apart.",
  average:
    "Each hour to come is like the average hour seen; less than a day is seen, so nothing is known of its rhythm.",
};

function rhythmOf(known: ReadonlyMap<number, number>): Rhythm {
  if (everySlotSeen(known, WEEK_HOURS, 2)) return "hour-of-week";
  return everySlotSeen(known, DAY_HOURS, 1) ? "hour-of-day" : "average";
}

function everySlotSeen(known: ReadonlyMap<number, number>, period: number, times: number): boolean {
  const seen = new Array<number>(period).fill(0);
  for (const startMs of known.keys()) {
    const slot = slotOf(startMs, period);
    seen[slot] = (seen[slot] ?? 0) + 1;
  }
  return seen.every((count) => count >= times);
}

function typicalHours(known: ReadonlyMap<number, number>, rhythm: Rhythm): (startMs: number) => number {
  const period = rhythm === "hour-of-week" ? WEEK_HOURS : rhythm === "hour-of-day" ? DAY_HOURS : 1;
  const slots = Array.from({ length: period }, (): number[] => []);
  for (const [startMs, amount] of known) slots[slotOf(startMs, period)]?.push(amount);
  const means = slots.map((amounts) => sumOf(amounts) / amounts.length);
  return (startMs) => means[slotOf(startMs, period)] ?? 0;
}

function slotOf(startMs: number, period: number): number {
  return Math.floor(startMs / HOUR_MS) % period;
}

/**
 * Standard deviation of the sum over the days to come, relative to the sum: days differ among each other, and the mean
 * day itself is known only from the days seen.
 */
function relativeDoubt(known: ReadonlyMap<number, number>, daysToCome: number): number {
  if (daysToCome === 0) return 0;
  const days = wholeDays(known);
  if (days.length < 2) return UNKNOWN_SPREAD;
  const mean = sumOf(days) / days.length;
  if (mean === 0) return UNKNOWN_SPREAD;
  const variance = sumOf(days.map((day) => (day - mean) ** 2)) / (days.length - 1);
  return (Math.sqrt(variance) / mean) * Math.sqrt(1 / Math.max(1, daysToCome) + 1 / days.length);
}

/** Sums of the days of which every hour is known. */
function wholeDays(known: ReadonlyMap<number, number>): readonly number[] {
  const days = new Map<number, number[]>();
  for (const [startMs, amount] of known) {
    const day = Math.floor(startMs / DAY_MS);
    const own = days.get(day);
    if (own) own.push(amount);
    else days.set(day, [amount]);
  }
  return [...days.values()].filter((hours) => hours.length === DAY_HOURS).map(sumOf);
}
