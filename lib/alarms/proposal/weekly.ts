import { isEnough, type SubjectPeriods } from "@/lib/alarms/proposal/periods";
import { formatSpan } from "@/lib/base/format-duration";
import { formatCount } from "@/lib/base/format-number";
import { DAY_MS, HOUR_MS } from "@/lib/base/time";

export const WEEK_MS = 7 * DAY_MS;
/** From here on a week's rhythm is in the data. */
const ABOUT_A_WEEK_MS = 6.5 * DAY_MS;

export function spanMs({ timesMs, periodMs }: SubjectPeriods): number {
  return timesMs.length * periodMs;
}

export function periodsPerWeek({ periodMs }: SubjectPeriods): number {
  return WEEK_MS / periodMs;
}

/** `48 h`, `7 d`: the length of the data, to the hour. */
export function spanText(periods: SubjectPeriods): string {
  const hours = Math.max(1, Math.round(spanMs(periods) / HOUR_MS));
  return hours >= 72 && hours % 24 === 0 ? formatSpan(hours * HOUR_MS) : `${formatCount(hours)} h`;
}

export type Basis = "measured" | "short" | "default";

export function basisOf(periods: SubjectPeriods | null): Basis {
  if (periods === null || !isEnough(periods)) return "default";
  return spanMs(periods) >= ABOUT_A_WEEK_MS ? "measured" : "short";
}

/** What to say of a basis that is not a week of data; null: nothing. */
export function basisNote(basis: Basis, periods: SubjectPeriods | null): string | null {
  if (basis === "measured") return null;
  if (basis === "short" && periods) {
    return `Only ${spanText(periods)} of data: no week's rhythm is in it. Look again when there is a week.`;
  }
  const requests = periods?.requests.reduce((sum, count) => sum + count, 0) ?? 0;
  return requests === 0
    ? "It did not run in the time looked at: the threshold is a default, not measured."
    : `Too little is known of it (${formatCount(requests)} requests in ${periods ? spanText(periods) : "all"}): the threshold is a default, not measured.`;
}

/** `about twice a week`, for a number of times a week that is expected. */
export function oftenText(perWeek: number): string {
  if (perWeek >= 10) return "several times a day";
  if (perWeek >= 1.5) return `about ${Math.round(perWeek)} times a week`;
  const weeks = Math.round(1 / perWeek);
  if (weeks <= 1) return "about once a week";
  return weeks <= 52 ? `about once in ${weeks} weeks` : "less than once a year";
}
