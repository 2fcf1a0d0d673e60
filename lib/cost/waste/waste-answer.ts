import type { CostWaste, WasteOfKind } from "@/lib/model/views/cost-waste";

/** What was found and what nobody looked for, in a sentence. */
export function wasteAnswer({ kinds }: Pick<CostWaste, "kinds">): string {
  const count = (state: WasteOfKind["state"]) => kinds.filter((one) => one.state === state).length;
  const [found, none, unasked, unknown] = [
    count("found"),
    count("none"),
    count("not-asked"),
    count("unknown"),
  ];
  const looked = found + none;
  return [
    looked === 0
      ? "Nothing could be looked for."
      : `${found === 0 ? "None" : found} found of ${looked} ${looked === 1 ? "kind" : "kinds"} looked for.`,
    unasked === 0 ? "" : `${unasked} more ${unasked === 1 ? "needs" : "need"} the logs.`,
    unknown === 0 ? "" : `${unknown} cannot be known.`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** Found ones first, dearest before; then what is not there, and what is not known. */
export function inOrder(kinds: readonly WasteOfKind[]): readonly WasteOfKind[] {
  const rank = { found: 0, none: 1, "not-asked": 2, unknown: 3 } as const;
  return [...kinds].sort(
    (a, b) => rank[a.state] - rank[b.state] || (b.monthly?.highUsd ?? 0) - (a.monthly?.highUsd ?? 0),
  );
}
