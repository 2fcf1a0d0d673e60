import { Formula } from "@/components/cost/formula";
import type { CostLine } from "@/lib/model/views/cost-estimate";

interface FormulaListProps {
  readonly title: string;
  readonly lines: readonly CostLine[];
  /** From the start. */
  readonly open?: boolean;
}

/** Figures opened all at once: each line item's arithmetic, price, date and source. */
export function FormulaList({ title, lines, open = false }: FormulaListProps) {
  if (lines.length === 0) return null;
  return (
    <details open={open} className="border-line border-b px-4 py-2 last:border-b-0">
      <summary className="cursor-pointer text-ink-2 text-xs">{title}</summary>
      <ul className="space-y-3 py-2">
        {lines.map((line) => (
          <li key={line.line}>
            <p className="font-medium text-xs">{line.label}</p>
            <Formula line={line} />
          </li>
        ))}
      </ul>
    </details>
  );
}
