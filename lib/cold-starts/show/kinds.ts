import { formatCount } from "@/lib/base/format-number";
import type { InitSummary } from "@/lib/cold-starts/summarise";

export type CountedKind = keyof InitSummary["counts"];

export interface KindText {
  readonly label: string;
  /** After a count. */
  readonly word: string;
  /** Whether a request waited for it; null: cannot be told. */
  readonly felt: boolean | null;
  readonly meaning: string;
  /** By what in the lines it is known. */
  readonly evidence: string;
}

/** Every kind in words, in the order in which they are shown. */
export const kindTexts: Readonly<Record<CountedKind, KindText>> = {
  onDemand: {
    label: "On demand",
    word: "on demand",
    felt: true,
    meaning: "A request waited while Lambda started an environment for it.",
    evidence: "Sure: its REPORT has an Init Duration.",
  },
  snapStartRestore: {
    label: "SnapStart restore",
    word: "restored",
    felt: true,
    meaning: "A request waited while an environment was restored from its snapshot.",
    evidence: "Sure: its REPORT has a Restore Duration.",
  },
  failed: {
    label: "Failed init",
    word: "failed",
    felt: true,
    meaning: "A request waited for an init that timed out or broke, and repeated it inside its Duration.",
    evidence: "Sure: INIT_REPORT has a status other than success.",
  },
  provisioned: {
    label: "Provisioned concurrency",
    word: "provisioned",
    felt: false,
    meaning: "Started ahead by provisioned concurrency; nobody waited.",
    evidence:
      "Sure where JSON lines name it; likely in text: INIT_REPORT went well and no REPORT has an Init Duration.",
  },
  proactive: {
    label: "Proactive",
    word: "proactive",
    felt: false,
    meaning: "Started by Lambda itself with no request waiting.",
    evidence: "Likely: it began, and the REPORT of its first request has no Init Duration.",
  },
  unknown: {
    label: "Unknown",
    word: "unknown",
    felt: null,
    meaning: "What was read does not tell whether somebody waited.",
    evidence: "Its first request has no REPORT in what was read.",
  },
  suppressed: {
    label: "Suppressed init",
    word: "suppressed",
    felt: null,
    meaning:
      "An invocation that repeated the init inside its Duration, because the one before ended the process. How long that took is in no line.",
    evidence:
      "Sure: it follows a timeout, a crash or a failed init in its stream. Invocations, not environments.",
  },
  unused: {
    label: "Unused",
    word: "unused",
    felt: false,
    meaning: "An environment in which nothing ran as far as was read; counted among its kind too.",
    evidence: "Likely: no START follows in its stream.",
  },
};

export const countedKinds: readonly CountedKind[] = [
  "onDemand",
  "snapStartRestore",
  "failed",
  "provisioned",
  "proactive",
  "unknown",
  "suppressed",
  "unused",
];

/** `14 on demand, 1 proactive`; empty without any. Suppressed and unused are no kinds of environments of their own. */
export function kindsInWords(counts: InitSummary["counts"]): string {
  return countedKinds
    .filter((kind) => kind !== "suppressed" && kind !== "unused" && counts[kind] > 0)
    .map((kind) => `${formatCount(counts[kind])} ${kindTexts[kind].word}`)
    .join(", ");
}
