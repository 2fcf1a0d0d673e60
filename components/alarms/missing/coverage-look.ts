import {
  Bell,
  BellDot,
  BellElectric,
  BellOff,
  CircleDashed,
  HelpCircle,
  type LucideIcon,
  Minus,
} from "lucide-react";
import type { CoverageState } from "@/lib/model/views/missing-alarms";

interface Look {
  readonly icon: LucideIcon;
  readonly word: string;
  readonly className: string;
  /** What it means, one sentence. */
  readonly meaning: string;
}

/** Shape and word tell the states apart; colour only repeats it. */
export const coverageLooks = {
  covered: {
    icon: Bell,
    word: "Watched",
    className: "text-ok",
    meaning: "An alarm on the figure itself tells somebody.",
  },
  partly: {
    icon: BellDot,
    word: "In part",
    className: "text-ink-2",
    meaning: "An alarm sees only some of it.",
  },
  total: {
    icon: BellElectric,
    word: "By a total",
    className: "text-ink-2",
    meaning: "Only a total that it is a part of is watched.",
  },
  silent: {
    icon: BellOff,
    word: "Tells nobody",
    className: "text-warning",
    meaning: "An alarm watches it and has no action, or its actions are switched off.",
  },
  none: {
    icon: CircleDashed,
    word: "No alarm",
    className: "text-ink",
    meaning: "Nothing watches it.",
  },
  "not-measured": {
    icon: Minus,
    word: "Not measured",
    className: "text-ink-3",
    meaning: "CloudWatch has no such metric.",
  },
  unknown: {
    icon: HelpCircle,
    word: "Unknown",
    className: "text-unknown",
    meaning: "The alarms could not be read.",
  },
} as const satisfies Record<CoverageState, Look>;
