import type { BackTest, ProposedAlarm } from "@/lib/model/views/missing-alarms";

export interface Rule {
  readonly threshold: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
}

const MOST_EPISODES = 10;

/**
 * What an alarm with `≥` and `notBreaching` would have done: at the end of each period it counts the breaching ones
 * among its last `evaluationPeriods`. A missing value does not breach. An episode begins and ends when the alarm would
 * have known, at the end of a period.
 */
export function backTestOf(
  timesMs: readonly number[],
  values: readonly (number | null)[],
  periodMs: number,
  { threshold, evaluationPeriods, datapointsToAlarm }: Rule,
): BackTest {
  const episodes: { fromMs: number; toMs: number | null }[] = [];
  let breaching = 0;
  const breaches = values.map((value) => value !== null && value >= threshold);
  timesMs.forEach((time, i) => {
    breaching += Number(breaches[i] ?? false) - Number(breaches[i - evaluationPeriods] ?? false);
    const last = episodes.at(-1);
    const open = last !== undefined && last.toMs === null;
    const alarmed = breaching >= datapointsToAlarm;
    if (alarmed && !open) episodes.push({ fromMs: time + periodMs, toMs: null });
    if (!alarmed && open) last.toMs = time + periodMs;
  });
  return {
    fromMs: timesMs[0] ?? 0,
    toMs: (timesMs.at(-1) ?? 0) + periodMs,
    times: episodes.length,
    episodes: episodes.slice(-MOST_EPISODES),
  };
}

/** At most so many points, each the highest of what it stands for: an incident must not vanish between two of them. */
export function peaksOf(
  timesMs: readonly number[],
  values: readonly (number | null)[],
  periodMs: number,
  most = 112,
): ProposedAlarm["spark"] {
  const size = Math.max(1, Math.ceil(values.length / most));
  const peaks: (number | null)[] = [];
  for (let from = 0; from < values.length; from += size) {
    const known = values.slice(from, from + size).filter((value) => value !== null);
    peaks.push(known.length === 0 ? null : Number(Math.max(...known).toPrecision(3)));
  }
  return { fromMs: timesMs[0] ?? 0, stepMs: size * periodMs, values: peaks };
}
