import type { ColdFunction } from "@/lib/model/views/cold-starts";

type Advice = NonNullable<ColdFunction["advice"]>[number];

/** What is advised, in a word or two. */
export const adviceLabels: Readonly<Record<Advice["kind"], string>> = {
  provisioned: "Provisioned concurrency",
  "snap-start": "SnapStart",
  package: "Smaller package",
  memory: "More memory",
  "warm-up": "Warm-up schedule",
  nothing: "Nothing",
};

/** What leads the list; null where nothing is known or nobody waited. */
export function firstAdvice(advice: ColdFunction["advice"]): Advice | null {
  return advice?.[0] ?? null;
}
