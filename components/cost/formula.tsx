import { ExternalLink, TriangleAlert } from "lucide-react";
import { tierText } from "@/lib/cost/show/tier-text";
import type { CostLine } from "@/lib/model/views/cost-estimate";

interface FormulaProps {
  readonly line: CostLine;
  /** False where the same price stands beside it already. */
  readonly withPrice?: boolean;
}

/** A figure opened: the arithmetic with its numbers, and where the price comes from. */
export function Formula({ line, withPrice = true }: FormulaProps) {
  const { formula, price, unit } = line;
  if (!withPrice) return <code className="block break-words font-mono text-xs">{formula}</code>;
  return (
    <div className="space-y-0.5 text-xs">
      <code className="block break-words font-mono">{formula}</code>
      {price === null ? (
        <p className="text-warning">No price is known: this is missing from the total.</p>
      ) : (
        <>
          {price.tiers.length > 1 ? (
            <p className="text-ink-2">
              Tiers{price.per === 1 ? "" : ` per ${price.per.toLocaleString("en")}`}:{" "}
              {price.tiers.map((tier) => tierText(tier, unit)).join("; ")}
            </p>
          ) : null}
          <p className="text-ink-3">
            Price of {price.date},{" "}
            {price.url === null ? (
              price.source
            ) : (
              <a
                href={price.url}
                target="_blank"
                rel="noreferrer"
                className="underline decoration-line-strong underline-offset-2 hover:text-ink"
              >
                {price.source}
                <ExternalLink className="ml-0.5 inline size-3" aria-label="(opens a new tab)" />
              </a>
            )}
          </p>
          {price.verified ? null : (
            <p className="flex gap-1 text-warning">
              <TriangleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
              Not verified{price.note === null ? "" : `: ${price.note}`}
            </p>
          )}
          {price.verified && price.note !== null ? <p className="text-ink-3">{price.note}</p> : null}
        </>
      )}
    </div>
  );
}
