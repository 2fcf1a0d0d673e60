import { MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import type { SeriesKind } from "@/lib/model/finding";

interface Least {
  readonly factor: number;
  readonly difference: number;
}

/** Smaller changes are not worth a person's time, however certain. */
const LEAST: Readonly<Record<SeriesKind, Least>> = {
  count: { factor: 1.5, difference: 0 },
  rate: { factor: 1.5, difference: 0.005 },
  duration: { factor: 1.25, difference: 10 },
  concurrency: { factor: 1.5, difference: 3 },
  age: { factor: 2, difference: 10 * SECOND_MS },
};

/** A day's rhythm triples traffic without anything having happened. */
const WITHOUT_RHYTHM = 3;

/** Events more or fewer than usual that a finding is made of at least: a retried event alone fails three times. */
export const LEAST_EVENTS = 5;

/** Lag that is told as more than a remark. */
export const LONG_LAG_MS = MINUTE_MS;

/** Whether the change is large enough to be told. `rhythmKnown` is false where only other hours are known. */
export function isWorthTelling(
  kind: SeriesKind,
  value: number,
  usual: number,
  rhythmKnown: boolean,
): boolean {
  const least = LEAST[kind];
  const traffic = kind === "count" || kind === "concurrency";
  const factor = traffic && !rhythmKnown ? WITHOUT_RHYTHM : least.factor;
  const [high, low] = value > usual ? [value, usual] : [usual, value];
  return high >= low * factor && high - low >= least.difference;
}
