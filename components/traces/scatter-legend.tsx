import { type MarkShape, outcomeLooks } from "@/components/traces/outcome-look";
import { formatCount } from "@/lib/base/format-number";
import type { TraceRow } from "@/lib/model/views/traces";
import { outcomeOf, traceOutcomes } from "@/lib/traces/summaries/outcome-of";

/** What the marks mean, and how many there are of each. */
export function ScatterLegend({ rows }: { readonly rows: readonly TraceRow[] }) {
  const counts = new Map<string, number>();
  let cold = 0;
  let known = 0;
  for (const row of rows) {
    const outcome = outcomeOf(row);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    if (row.cold) cold += 1;
    if (row.cold !== null) known += 1;
  }
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-0.5 px-4 pb-1 text-2xs text-ink-3">
      {traceOutcomes.map((outcome) => {
        const { word, hint, shape, token } = outcomeLooks[outcome];
        return (
          <li key={outcome} data-testid={`legend-${outcome}`} className="flex items-center gap-1.5">
            <Mark shape={shape} colour={`var(${token})`} />
            {hint === "" ? word : `${word} (${hint})`}
            <span className="font-medium text-ink">{formatCount(counts.get(outcome) ?? 0)}</span>
          </li>
        );
      })}
      <li
        data-testid="legend-cold"
        className="flex items-center gap-1.5"
        title="Summaries do not tell who waited for a function to start; of the rows on screen it is read from the documents. Cold only looks into all of them."
      >
        <svg width={12} height={12} aria-hidden="true">
          <circle cx={6} cy={6} r={4.5} fill="none" stroke="var(--series-1)" strokeWidth={1.25} />
        </svg>
        Cold start
        <span className="font-medium text-ink">{formatCount(cold)}</span>
        <span>of {formatCount(known)} known</span>
      </li>
    </ul>
  );
}

function Mark({ shape, colour }: { readonly shape: MarkShape; readonly colour: string }) {
  return (
    <svg width={12} height={12} aria-hidden="true">
      {shape === "dot" ? <circle cx={6} cy={6} r={3} fill={colour} /> : null}
      {shape === "cross" ? (
        <path d="M2.5 2.5 9.5 9.5M9.5 2.5 2.5 9.5" stroke={colour} strokeWidth={1.75} />
      ) : null}
      {shape === "triangle" ? <path d="M6 2 10 10 2 10Z" fill={colour} /> : null}
      {shape === "diamond" ? <path d="M6 1.5 10.5 6 6 10.5 1.5 6Z" fill={colour} /> : null}
    </svg>
  );
}
