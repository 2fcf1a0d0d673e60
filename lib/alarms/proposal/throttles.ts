import type { Draft } from "@/lib/alarms/proposal/draft";
import type { SubjectPeriods } from "@/lib/alarms/proposal/periods";
import { expectedReaching, usualCounts } from "@/lib/alarms/proposal/usual-counts";
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
import { formatCount } from "@/lib/base/format-number";

/** Beyond so many a period, being throttled is how it runs, and the number says nothing more. */
const MOST = 1_000;

/** The first throttle counts, unless some are usual: then as many as the usual ones reach less than once a week. */
export function draftOfThrottles(periods: SubjectPeriods | null): Draft {
  const basis = basisOf(periods);
  const note = basisNote(basis, periods);
  const rule = {
    compares: "count",
    minRequests: 0,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    basis,
    values: periods?.throttles ?? [],
  } as const;
  const first = "A call that Lambda refuses is one too many: the first counts.";
  if (basis === "default" || periods === null) {
    return { ...rule, threshold: 1, reasons: [...(note === null ? [] : [note]), first] };
  }
  const notes = note === null ? [] : [note];
  const all = periods.throttles.reduce((sum, count) => sum + count, 0);
  if (all === 0) {
    return { ...rule, threshold: 1, reasons: [`None in ${spanText(periods)}.`, first, ...notes] };
  }
  const counted = periods.throttles.map((events, i) => ({
    events,
    tried: events + (periods.requests[i] ?? 0),
  }));
  const usual = usualCounts(counted, periodsPerWeek(periods));
  const length = formatSpan(periods.periodMs);
  const weekly = (threshold: number) =>
    (expectedReaching(usual, () => threshold) * WEEK_MS) / spanMs(periods);
  const seen = `${formatCount(all)} in ${spanText(periods)}, ${
    usual.events === 0 ? "all" : `all but ${formatCount(usual.events)}`
  } of them in ${usual.unusual === 1 ? "one unusual period" : `${formatCount(usual.unusual)} unusual periods`} of ${length}.`;
  const asUsual = `${formatCount(all)} in ${spanText(periods)}, spread over it: some are usual.`;
  if (usual.events === 0) {
    return { ...rule, threshold: 1, reasons: [seen, first, ...notes] };
  }
  let threshold = 1;
  while (threshold < MOST && weekly(threshold) >= 1) threshold++;
  return {
    ...rule,
    threshold,
    reasons: [
      usual.unusual > 0 ? seen : asUsual,
      `The usual ones alone reach ${formatCount(threshold)} in ${length} ${oftenText(weekly(threshold))}.`,
      ...notes,
    ],
  };
}
