import type { ColdCause } from "@/lib/cold-starts/causes";

export interface CauseText {
  readonly label: string;
  /** After “because of”. */
  readonly noun: string;
  readonly meaning: string;
  /** What would have prevented it. */
  readonly against: string;
}

export const causeTexts: Readonly<Record<ColdCause, CauseText>> = {
  burst: {
    label: "Burst",
    noun: "bursts",
    meaning: "Every environment that was there was at work, so one more was needed.",
    against: "Provisioned concurrency of that size, or shorter durations. A warm-up ping cannot prevent it.",
  },
  idle: {
    label: "Idle",
    noun: "idleness",
    meaning: "No environment was at work: those used before had been taken away.",
    against: "A call more often than environments are taken away, or one provisioned environment.",
  },
  deployment: {
    label: "Deployment",
    noun: "a deployment",
    meaning: "The first of its version, while another version had been running.",
    against: "Provisioned concurrency on the alias before traffic moves to the version.",
  },
  first: {
    label: "First seen",
    noun: "reasons before the window",
    meaning: "Nothing ran before in what was read, so why is not known.",
    against: "A longer window tells more.",
  },
};

export const causeOrder: readonly ColdCause[] = ["burst", "idle", "deployment", "first"];

export interface CauseShare {
  readonly cause: ColdCause;
  readonly count: number;
  /** Of all felt cold starts, 0–1. */
  readonly share: number;
}

/** Those that occurred, in a fixed order. */
export function causeShares(causes: Readonly<Record<ColdCause, number>>): readonly CauseShare[] {
  const total = causeOrder.reduce((sum, cause) => sum + causes[cause], 0);
  return causeOrder.flatMap((cause) =>
    causes[cause] === 0 ? [] : [{ cause, count: causes[cause], share: causes[cause] / total }],
  );
}

/** The most frequent cause; null when nobody waited. */
export function mainCause(causes: Readonly<Record<ColdCause, number>>): CauseShare | null {
  return causeShares(causes).reduce<CauseShare | null>(
    (top, one) => (top === null || one.count > top.count ? one : top),
    null,
  );
}
