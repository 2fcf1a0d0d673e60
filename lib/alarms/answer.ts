import type { AlarmRow } from "@/lib/model/views/alarms";
import type { Answer } from "@/lib/model/views/overview";

/** Writes an instant as the reader wants it, zone included. */
export type TellTime = (ms: number) => string;

/** Names that one sentence has room for. */
const MOST_NAMED = 2;

/**
 * Which alarms fire, since when, and what fired in the window, in one sentence.
 *
 *     2 of 11 alarms are in ALARM: shop-api-5xx since 14:10 UTC and payments-charge-errors since 14:07 UTC; 1 has no data.
 *     None of 11 alarms is in ALARM; 3 fired in this window, last payments-charge-errors at 11:15 UTC.
 */
export function alarmsAnswer(rows: readonly AlarmRow[], region: string, tellTime: TellTime): Answer {
  if (rows.length === 0) {
    return {
      health: "warning",
      sentence: `No alarm watches Lambda or API Gateway in ${region}: whatever fails, nobody is told.`,
    };
  }
  const ringing = rows.filter(({ state }) => state === "ALARM");
  const noData = rows.filter(({ state }) => state === "INSUFFICIENT_DATA").length;
  const tail = noData === 0 ? "" : `; ${noData} ${noData === 1 ? "has" : "have"} no data`;
  const all = `${rows.length.toLocaleString("en")} alarm${rows.length === 1 ? "" : "s"}`;
  if (ringing.length > 0) {
    const verb = ringing.length === 1 ? "is" : "are";
    return {
      health: "critical",
      sentence: `${ringing.length} of ${all} ${verb} in ALARM: ${named(ringing, tellTime)}${tail}.`,
    };
  }
  const none = rows.length === 1 ? "The only alarm is not in ALARM" : `None of ${all} is in ALARM`;
  // Alarms without data watch nothing: calm that rests on them is not health.
  const health = noData === rows.length ? "unknown" : "ok";
  return { health, sentence: `${none}${firedIn(rows, tellTime)}${tail}.` };
}

function named(rows: readonly AlarmRow[], tellTime: TellTime): string {
  const texts = rows
    .slice(0, MOST_NAMED)
    .map(({ name, sinceMs }) => (sinceMs === null ? name : `${name} since ${tellTime(sinceMs)}`));
  const more = rows.length - texts.length;
  if (more > 0) return `${texts.join(", ")} and ${more} more`;
  return texts.join(" and ");
}

function firedIn(rows: readonly AlarmRow[], tellTime: TellTime): string {
  const isWhole = rows.every(({ fired }) => fired !== null);
  const fired = rows.filter((row) => (row.fired ?? 0) > 0);
  const [last] = [...fired].sort((a, b) => (b.lastFiredMs ?? 0) - (a.lastFiredMs ?? 0));
  if (last?.lastFiredMs == null) {
    return isWhole ? " and none fired in this window" : "; which fired in this window is not known";
  }
  const at = `${last.name} at ${tellTime(last.lastFiredMs)}`;
  const count = `${isWhole ? "" : "at least "}${fired.length}`;
  return fired.length === 1
    ? `; ${count} fired in this window: ${at}`
    : `; ${count} fired in this window, last ${at}`;
}
