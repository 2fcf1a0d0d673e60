export const startKinds = [
  "on-demand",
  "snap-start-restore",
  "failed",
  "suppressed",
  "provisioned",
  "proactive",
  "warm",
] as const;

/**
 * How an invocation came to its execution environment:
 * - on-demand: it waited for an init that went well
 * - snap-start-restore: it waited for a restore
 * - failed: it waited for an init that timed out or broke, and repeated it inside its Duration
 * - suppressed: the process had ended before it; its init was repeated inside its Duration, how long is not written
 * - provisioned, proactive: the first in an environment that was started ahead; nobody waited
 * - warm: the environment was there
 */
export type StartKind = (typeof startKinds)[number];

/**
 * Whether it waited for an init or a restore before its handler began: a cold start. A suppressed init is none: it is
 * part of the Duration already, and no line tells its length.
 */
export function isCold(kind: StartKind | null): boolean | null {
  if (kind === null) return null;
  return kind === "on-demand" || kind === "snap-start-restore" || kind === "failed";
}

interface StartWords {
  /** In a cell. */
  readonly word: string;
  /** In a list. */
  readonly label: string;
  /** One sentence for who asks what the word means. */
  readonly meaning: string;
}

export const startWords: Readonly<Record<StartKind, StartWords>> = {
  "on-demand": {
    word: "cold",
    label: "Cold start",
    meaning: "Cold start: it waited for the init of a new environment.",
  },
  "snap-start-restore": {
    word: "restore",
    label: "Cold start, SnapStart restore",
    meaning: "Cold start with SnapStart: it waited until its environment was restored from the snapshot.",
  },
  failed: {
    word: "failed init",
    label: "Cold start, failed init",
    meaning: "Cold start: the init that it waited for failed, and was repeated inside its Duration.",
  },
  suppressed: {
    word: "re-init",
    label: "Init repeated after a crash or timeout",
    meaning:
      "The invocation before it ended the process, so that the init was repeated inside its Duration; how long it took is not logged. Not counted as a cold start.",
  },
  provisioned: {
    word: "ahead",
    label: "Started ahead, provisioned",
    meaning: "First in an environment that provisioned concurrency had started: nobody waited.",
  },
  proactive: {
    word: "ahead",
    label: "Started ahead by Lambda",
    meaning: "First in an environment that Lambda had started ahead: nobody waited.",
  },
  warm: { word: "warm", label: "Warm start", meaning: "Its environment was there already." },
};
