import { DAY_MS, HOUR_MS } from "@/lib/base/time";
import type { LoadSeries } from "@/lib/cost/proposal/facts";
import { exactly, type Span } from "@/lib/cost/span";
import { sumOf } from "@/lib/cost/sum";

export interface Served {
  /** Share of all execution time that finds a provisioned environment, 0–1. */
  readonly share: Span;
  /** Share of their time that the provisioned environments execute, 0–1. */
  readonly utilisation: Span;
  /** The hours of the day that a schedule takes, UTC: the first. */
  readonly fromHour: number;
}

const DAY_HOURS = 24;

/**
 * How much of the load so many environments would take. At most: all of it up to their number, as if requests were
 * lined up. At least: what is not turned away when requests come at random within each bin (Erlang's loss formula).
 * @param hoursPerDay they are there in the busiest hours of the day in a row
 */
export function servedBy(concurrency: number, hoursPerDay: number, load: LoadSeries): Served {
  const bins = load.bins.flatMap(({ startMs, busyMs }) => (busyMs === null ? [] : [{ startMs, busyMs }]));
  const fromHour = hoursPerDay === DAY_HOURS ? 0 : busiestHour(bins, hoursPerDay);
  const open = bins.filter(
    ({ startMs }) => (hourOf(startMs) - fromHour + DAY_HOURS) % DAY_HOURS < hoursPerDay,
  );
  const busyMs = sumOf(bins.map((bin) => bin.busyMs));
  const readyMs = open.length * load.binMs * concurrency;
  if (busyMs === 0 || readyMs === 0) return { share: exactly(0), utilisation: exactly(0), fromHour };
  const takenMs = (part: (concurrently: number) => number) =>
    sumOf(open.map((bin) => part(bin.busyMs / load.binMs) * load.binMs));
  const most = takenMs((offered) => Math.min(offered, concurrency));
  const least = Math.min(
    most,
    takenMs((offered) => offered * (1 - turnedAway(concurrency, offered))),
  );
  return {
    share: { least: least / busyMs, most: Math.min(1, most / busyMs) },
    utilisation: { least: least / readyMs, most: most / readyMs },
    fromHour,
  };
}

/** A schedule can be judged only where every hour of the day was seen. */
export function showsWholeDay({ binMs, bins }: LoadSeries): boolean {
  return bins.filter(({ busyMs }) => busyMs !== null).length * binMs >= DAY_MS;
}

/** Erlang's loss formula: the share of random arrivals that find all places taken. */
function turnedAway(places: number, offered: number): number {
  if (offered === 0) return 0;
  let share = 1;
  for (let place = 1; place <= places; place++) {
    share = (offered * share) / (place + offered * share);
    // Further places change nothing that can be seen.
    if (share < 1e-12) return 0;
  }
  return share;
}

/** First hour, UTC, of the hours in a row with the most execution. */
function busiestHour(bins: readonly { startMs: number; busyMs: number }[], hours: number): number {
  const byHour = Array.from({ length: DAY_HOURS }, () => 0);
  for (const { startMs, busyMs } of bins) {
    byHour[hourOf(startMs)] = (byHour[hourOf(startMs)] ?? 0) + busyMs;
  }
  const sums = byHour.map((_, first) =>
    sumOf(Array.from({ length: hours }, (__, index) => byHour[(first + index) % DAY_HOURS] ?? 0)),
  );
  return sums.indexOf(Math.max(...sums));
}

function hourOf(startMs: number): number {
  return Math.floor((startMs % DAY_MS) / HOUR_MS);
}
