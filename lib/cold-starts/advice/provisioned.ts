import { formatUsd } from "@/lib/base/format-money";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import type { Advice, AdviceFacts } from "@/lib/cold-starts/advice/advice";
import { provisionedFor } from "@/lib/cold-starts/provisioned-steps";

const MOST = 0.9;

/** The smallest provisioned concurrency that would have removed nine of ten. */
export function provisionedAdvice({ explained, config }: AdviceFacts): readonly Advice[] {
  const steps = explained?.provisioned ?? [];
  const step = provisionedFor(steps, MOST);
  const all = steps.at(-1);
  if (step === null || all === undefined) return [];
  const kept = config.provisionedNow ?? 0;
  const { concurrency, removed, removedShare, monthlyUsd } = step;
  if (concurrency <= kept) {
    return [
      {
        kind: "provisioned",
        text: `Check who calls it: ${formatCount(kept)} environments are kept ready, and ${formatCount(concurrency)} would do.`,
        evidence: `${formatCount(removed)} of ${formatCount(all.removed)} felt cold starts began while at most ${formatCount(concurrency)} environments were at work.`,
        removes: null,
        monthlyUsd: null,
        unknowable:
          "Whether these calls went to another version or alias than the one that is kept ready, or came while its environments were being replaced.",
      },
    ];
  }
  return [
    {
      kind: "provisioned",
      text: `Keep ${formatCount(concurrency)} environments ready by provisioned concurrency${kept > 0 ? `, instead of ${formatCount(kept)}` : ""}.`,
      evidence: [
        `${formatCount(removed)} of ${formatCount(all.removed)} felt cold starts (${formatRatio(removedShare)}) began while at most ${formatCount(concurrency)} environments were at work.`,
        monthlyUsd === null
          ? "The price of provisioned concurrency is not known for this region and architecture."
          : `Keeping them costs ${formatUsd(monthlyUsd)} a month.`,
        inAll(step),
      ].join(" "),
      removes: { count: removed, share: removedShare },
      monthlyUsd: step.netMonthlyUsd,
      unknowable:
        "Busier weeks than this window. It belongs to one version or alias, which the callers must name.",
    },
  ];
}

function inAll({
  onDemandSavedUsd,
  monthlyNowUsd,
  monthlyThenUsd,
}: {
  readonly onDemandSavedUsd: number | null;
  readonly monthlyNowUsd: number | null;
  readonly monthlyThenUsd: number | null;
}): string {
  if (onDemandSavedUsd === null || monthlyNowUsd === null || monthlyThenUsd === null) {
    return "What all compute would cost then cannot be told.";
  }
  return `Running in them costs ${formatUsd(onDemandSavedUsd)} less than on demand: all compute ${formatUsd(monthlyThenUsd)} a month, now ${formatUsd(monthlyNowUsd)}.`;
}
