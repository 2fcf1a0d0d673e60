import { CircleCheck, CircleDashed, Equal, type LucideIcon, TrendingDown, TrendingUp } from "lucide-react";
import { cn } from "@/components/ui/class-names";
import type { FigureVerdict } from "@/lib/model/views/comparison";

const looks = {
  worse: { icon: TrendingUp, word: "Worse", className: "text-critical" },
  better: { icon: TrendingDown, word: "Better", className: "text-ok" },
  alike: { icon: Equal, word: "Alike", className: "text-ink-2" },
  "cannot-tell": { icon: CircleDashed, word: "Cannot tell", className: "text-unknown" },
} as const satisfies Record<FigureVerdict, { icon: LucideIcon; word: string; className: string }>;

/** Shape and word say the verdict; colour only repeats it. */
export function Verdict({ verdict }: { readonly verdict: FigureVerdict }) {
  const { icon: Icon, word, className } = looks[verdict];
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap font-medium", className)}>
      <Icon className="size-4 shrink-0" aria-hidden />
      {word}
    </span>
  );
}

/** The same as a sign before the sentence. */
export function VerdictIcon({ verdict }: { readonly verdict: FigureVerdict }) {
  const { icon: Icon, word, className } = looks[verdict];
  const Sign = verdict === "better" ? CircleCheck : Icon;
  return (
    <span role="img" aria-label={word} className={cn("mt-0.5 inline-flex shrink-0", className)}>
      <Sign className="size-4" aria-hidden />
    </span>
  );
}
