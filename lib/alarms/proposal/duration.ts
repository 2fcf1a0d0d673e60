import { type Draft, medianOf, roundedUp } from "@/lib/alarms/proposal/draft";
import type { SubjectPeriods } from "@/lib/alarms/proposal/periods";
import { basisNote, basisOf, spanText } from "@/lib/alarms/proposal/weekly";
import { formatDuration, formatSpan } from "@/lib/base/format-duration";
import { percentileOfSorted } from "@/lib/base/statistics";
import { SECOND_MS } from "@/lib/base/time";

/** Spreads above the middle, on a logarithmic axis: durations are skewed. */
const SPREADS = 3.5;
/** Beyond so many spreads a period is an incident and no measure of the usual. */
const UNUSUAL = 5;
/** Of a normal distribution, standard deviation by median absolute deviation. */
const PER_MAD = 1.4826;
/** An alarm for less is not worth waking somebody. */
const LEAST_FACTOR = 1.25;
const LEAST_MS = 20;
/** Of the timeout: past it a request ends in failure, and a threshold there would never be seen. */
const HARD_LINE = 0.9;
const DEFAULT_SHARE = 0.8;
const DEFAULT_STAGE_MS = 5 * SECOND_MS;
const TWO_OF_THREE = { evaluationPeriods: 3, datapointsToAlarm: 2 } as const;

/**
 * A p95 that is above the usual, and below the hard line of 90 % of the longest possible duration.
 * @param limitMs the function's timeout, or the stage's; null: not known
 */
export function draftOfDuration(
  periods: SubjectPeriods | null,
  limitMs: number | null,
  limitName: "timeout" | "integration timeout",
): Draft {
  const basis = basisOf(periods);
  const note = basisNote(basis, periods);
  const values = periods?.slow ?? [];
  const known = values.filter((value): value is number => value !== null && value > 0);
  const draft = { compares: "ms", minRequests: 0, values, ...TWO_OF_THREE } as const;
  const middle = medianOf(known);
  if (basis === "default" || periods === null || middle === null) {
    const threshold = Math.round(defaultMs(limitMs, limitName));
    const rule =
      limitMs !== null && limitName === "timeout"
        ? `It is ${percent(DEFAULT_SHARE)} of the timeout of ${formatDuration(limitMs)}.`
        : "It is what people still wait for.";
    const why = note ?? "CloudWatch has no durations of it: the threshold is a default, not measured.";
    return { ...draft, basis: "default", threshold, reasons: [why, rule, TWO_OF_THREE_TEXT] };
  }
  const logs = known.map(Math.log);
  const centre = Math.log(middle);
  const mad = medianOf(logs.map((log) => Math.abs(log - centre))) ?? 0;
  const spread = Math.max(0.02, PER_MAD * mad);
  const usual = known.filter((value) => Math.log(value) - centre <= UNUSUAL * spread).sort((a, b) => a - b);
  const at = (share: number) => percentileOfSorted(usual, share) ?? middle;
  const marks = [
    { ms: middle * Math.exp(SPREADS * spread), text: `${SPREADS} spreads above the middle` },
    { ms: at(99), text: "the slowest hundredth of the usual periods" },
    {
      ms: Math.max(middle * LEAST_FACTOR, middle + LEAST_MS),
      text: "a quarter, at least 20 ms, above the middle",
    },
  ];
  const [highest] = [...marks].sort((a, b) => b.ms - a.ms);
  const wanted = roundedUp(highest?.ms ?? middle);
  const line = limitMs === null ? null : Math.floor(limitMs * HARD_LINE);
  const capped = line !== null && wanted > line;
  const threshold = capped ? line : wanted;
  const length = formatSpan(periods.periodMs);
  return {
    ...draft,
    basis,
    threshold,
    reasons: [
      `p95 was ${formatDuration(at(5))} to ${formatDuration(at(95))} in nine tenths of the usual periods of ${length} in ${spanText(periods)}, ${formatDuration(middle)} in the middle.`,
      capped
        ? `${formatDuration(threshold)} is ${percent(HARD_LINE)} of the ${limitName} of ${formatDuration(limitMs)}: its durations vary so much that no lower threshold would be quiet.`
        : `${formatDuration(threshold)} is ${highest?.text ?? ""} (${formatDuration(highest?.ms)}), rounded up, and below ${line === null ? "no known timeout" : `${percent(HARD_LINE)} of the ${limitName} (${formatDuration(line)})`}.`,
      TWO_OF_THREE_TEXT,
      ...(note === null ? [] : [note]),
    ],
  };
}

const TWO_OF_THREE_TEXT = "Two of three datapoints must reach it: one slow period alone is no alarm.";

function defaultMs(limitMs: number | null, limitName: string): number {
  return limitMs !== null && limitName === "timeout" ? limitMs * DEFAULT_SHARE : DEFAULT_STAGE_MS;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
