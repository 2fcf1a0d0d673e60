import type { ComparedFigure } from "@/lib/model/views/comparison";

/** The method of each figure, one press away. */
export function HowComputed({ figures }: { readonly figures: readonly ComparedFigure[] }) {
  return (
    <details className="text-xs">
      <summary className="inline-block cursor-pointer text-ink-2 underline decoration-line-strong underline-offset-2 hover:text-ink">
        How it is computed
      </summary>
      <dl className="mt-2 space-y-2">
        {figures.map(({ key, label, explanation, clustering }) => (
          <div key={key} className="max-w-prose">
            <dt className="font-medium text-ink-2">{label}</dt>
            <dd className="text-ink-3">
              {explanation}
              {clustering !== null && clustering > 1.05
                ? ` Here ${clustering.toFixed(1)} requests count as one.`
                : null}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 max-w-prose text-ink-3">
        pp are percentage points. A figure is called worse or better from a probability of 99.75 % on, and if
        the difference matters. The probability is for these spans: who looks again and again until it is high
        will find it high by chance.
      </p>
    </details>
  );
}
