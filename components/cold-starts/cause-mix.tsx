import { formatCount, NO_DATA } from "@/lib/base/format-number";
import type { ColdCause } from "@/lib/cold-starts/causes";
import { causeShares, causeTexts } from "@/lib/cold-starts/show/causes";

const fills: Readonly<Record<ColdCause, string>> = {
  burst: "var(--series-1)",
  idle: "var(--series-2)",
  deployment: "var(--series-4)",
  first: "var(--control-line)",
};

/** What caused cold starts, as a bar of shares with the counts beside it. null: not known. */
export function CauseMix({ causes }: { readonly causes: Readonly<Record<ColdCause, number>> | null }) {
  if (causes === null) return <span className="text-ink-3">{NO_DATA}</span>;
  const shares = causeShares(causes);
  if (shares.length === 0) return <span className="text-ink-3">none</span>;
  return (
    <span className="flex items-center gap-2">
      <span className="flex h-2 w-14 shrink-0 gap-px overflow-hidden rounded-sm" aria-hidden>
        {shares.map(({ cause, share }) => (
          <span key={cause} style={{ width: `${share * 100}%`, background: fills[cause] }} />
        ))}
      </span>
      <span>
        {shares
          .map(({ cause, count }) => `${formatCount(count)} ${causeTexts[cause].label.toLowerCase()}`)
          .join(", ")}
      </span>
    </span>
  );
}

export function CauseDot({ cause }: { readonly cause: ColdCause }) {
  return <span aria-hidden className="size-2 shrink-0 rounded-sm" style={{ background: fills[cause] }} />;
}
