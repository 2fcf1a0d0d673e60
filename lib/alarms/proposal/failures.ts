import { type Draft, medianOf } from "@/lib/alarms/proposal/draft";
import type { SubjectPeriods } from "@/lib/alarms/proposal/periods";
import { expectedReaching, type UsualCounts, usualCounts } from "@/lib/alarms/proposal/usual-counts";
import {
  basisNote,
  basisOf,
  oftenText,
  periodsPerWeek,
  spanMs,
  spanText,
  WEEK_MS,
} from "@/lib/alarms/proposal/weekly";
import { formatSpan } from "@/lib/base/format-duration";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import { percentileOfSorted } from "@/lib/base/statistics";

/** From so many requests a period on, their share says more than their number, which follows the traffic. */
const MANY_REQUESTS = 100;
/** Smaller shares of the usual requests are not worth waking somebody. */
const LEAST_SHARE = 0.01;
const PERCENTS = [1, 1.5, 2, 3, 4, 5, 7.5, 10, 15, 20, 30, 40, 50, 75, 90] as const;
const DEFAULT_SHARE = 0.05;

/**
 * Failures a period (or percent of the requests, where there are many) that the usual failures reach less than once a
 * week; never 0. `periods` null: there is no data.
 */
export function draftOfFailures(periods: SubjectPeriods | null): Draft {
  const basis = basisOf(periods);
  const note = basisNote(basis, periods);
  const typical = medianOf(periods?.requests.filter((count) => count > 0) ?? []) ?? 0;
  const once = { evaluationPeriods: 1, datapointsToAlarm: 1, basis } as const;
  if (basis === "default" || periods === null) {
    const threshold = Math.max(1, Math.ceil(typical * DEFAULT_SHARE));
    const rule =
      threshold === 1
        ? "Any failure counts."
        : `It is ${formatRatio(DEFAULT_SHARE)} of ${formatCount(typical)} requests in ${minutes(periods)}, as many as were seen.`;
    return {
      ...once,
      compares: "count",
      minRequests: 0,
      threshold,
      reasons: [...(note === null ? [] : [note]), rule],
      values: periods?.failures ?? [],
    };
  }
  const counted = periods.requests.map((tried, i) => ({ events: periods.failures[i] ?? 0, tried }));
  const usual = usualCounts(counted, periodsPerWeek(periods));
  const choose = typical >= MANY_REQUESTS ? byPercent : byCount;
  const chosen = choose(usual, typical, periods);
  return {
    ...once,
    ...chosen,
    reasons: [seenText(periods, usual), ...chosen.reasons, ...(note === null ? [] : [note])],
  };
}

/** The quietest tenth of the periods is left out, or a share of its few requests would set the threshold for all. */
function guardOf({ requests }: SubjectPeriods): number {
  const busy = requests.filter((count) => count > 0).sort((a, b) => a - b);
  return Math.max(20, Math.floor(percentileOfSorted(busy, 10) ?? 0));
}

type Chosen = Pick<Draft, "compares" | "minRequests" | "threshold" | "values" | "reasons">;

function byCount(usual: UsualCounts, typical: number, periods: SubjectPeriods): Chosen {
  const weekly = (threshold: number) => perWeek(periods, usual, () => threshold);
  const floor = Math.max(1, typical >= 20 ? 2 : 1, Math.ceil(typical * LEAST_SHARE));
  // Half of the usual requests failing must be seen, however noisy it is.
  const cap = Math.max(floor, Math.ceil(typical / 2));
  let noise = 1;
  while (noise < cap && weekly(noise) >= 1) noise++;
  const threshold = Math.min(cap, Math.max(noise, floor));
  const often = weekly(threshold);
  const length = minutes(periods);
  return {
    compares: "count",
    minRequests: 0,
    threshold,
    values: periods.failures,
    reasons: [
      often < 1
        ? `The usual failures alone reach ${formatCount(threshold)} in ${length} ${oftenText(often)}.`
        : `A higher threshold would let half of its few requests fail unseen: the usual failures alone reach ${formatCount(threshold)} ${oftenText(often)}.`,
      ...(floor > noise
        ? [`Fewer of its usual ${formatCount(typical)} requests in ${length} are not worth waking somebody.`]
        : [
            `It has ${formatCount(typical)} requests in ${length} as a rule: the alarm is ${formatRatio(threshold / typical)} of them.`,
          ]),
    ],
  };
}

function byPercent(usual: UsualCounts, typical: number, periods: SubjectPeriods): Chosen {
  const minRequests = guardOf(periods);
  const needed = (percent: number) => (tried: number) =>
    tried < minRequests ? null : Math.ceil((percent / 100) * tried - 1e-9);
  const weekly = (percent: number) => perWeek(periods, usual, needed(percent));
  const threshold = PERCENTS.find((percent) => weekly(percent) < 1) ?? PERCENTS[PERCENTS.length - 1] ?? 90;
  return {
    compares: "percent",
    minRequests,
    threshold,
    values: periods.requests.map((tried, i) =>
      tried < minRequests ? (tried === 0 ? null : 0) : (100 * (periods.failures[i] ?? 0)) / tried,
    ),
    reasons: [
      `The usual failures alone reach ${formatRatio(threshold / 100)} of the requests in ${minutes(periods)} ${oftenText(weekly(threshold))}.`,
      `With some ${formatCount(typical)} requests in ${minutes(periods)}, their share is watched. Where there are fewer than ${formatCount(minRequests)}, as in its quietest tenth, the alarm stays silent: a share of few says little.`,
    ],
  };
}

function perWeek(
  periods: SubjectPeriods,
  usual: UsualCounts,
  least: (tried: number) => number | null,
): number {
  return (expectedReaching(usual, least) * WEEK_MS) / spanMs(periods);
}

function seenText(periods: SubjectPeriods, { events, tried, unusual }: UsualCounts): string {
  const all = periods.failures.reduce((sum, count) => sum + count, 0);
  const requests = periods.requests.reduce((sum, count) => sum + count, 0);
  const share = requests > 0 && all > 0 ? ` (${formatRatio(all / requests)})` : "";
  const seen = `${all === 0 ? "None" : formatCount(all)} of ${formatCount(requests)} requests failed in ${spanText(periods)}${share}.`;
  if (unusual === 0) return seen;
  const rest = tried > 0 && events > 0 ? ` (${formatRatio(events / tried)})` : "";
  return `${seen} Outside ${unusual === 1 ? `one unusual period of ${minutes(periods)}` : `${formatCount(unusual)} unusual periods of ${minutes(periods)}`} it is ${formatCount(events)} of ${formatCount(tried)}${rest}, which is taken for usual.`;
}

function minutes(periods: SubjectPeriods | null): string {
  return formatSpan(periods?.periodMs ?? 300_000);
}
