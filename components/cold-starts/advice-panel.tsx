import { Panel } from "@/components/ui/panel";
import { formatUsd } from "@/lib/base/format-money";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import { adviceLabels } from "@/lib/cold-starts/show/advice";
import type { ColdFunction } from "@/lib/model/views/cold-starts";

type Advice = NonNullable<ColdFunction["advice"]>;

interface AdvicePanelProps {
  readonly advice: Advice;
  readonly pricesAsOf: string;
}

/** What may help, with the figures that it rests on and what they cannot tell. */
export function AdvicePanel({ advice, pricesAsOf }: AdvicePanelProps) {
  return (
    <Panel title="What would help" id="advice" hint={`From this window's figures; prices of ${pricesAsOf}`}>
      {advice.length === 0 ? (
        <p className="border-line border-t px-4 py-3 text-ink-2">
          It is not known whether requests waited, so nothing can be advised.
        </p>
      ) : (
        <ul className="border-line border-t" data-testid="cold-advice">
          {advice.map(({ kind, text, evidence, removes, monthlyUsd, unknowable }) => (
            <li
              key={`${kind} ${text}`}
              data-kind={kind}
              className="gap-4 border-line border-b px-4 py-2.5 last:border-b-0 sm:flex"
            >
              <div className="min-w-0 max-w-[96ch] grow space-y-0.5">
                <p>
                  <span className="font-medium">{adviceLabels[kind]}.</span> {text}
                </p>
                <p className="text-ink-2 text-xs">{evidence}</p>
                {unknowable === null ? null : (
                  <p className="text-ink-3 text-xs">
                    <span className="font-medium">Cannot be known:</span> {unknowable}
                  </p>
                )}
              </div>
              <dl className="flex shrink-0 gap-4 self-start pt-0.5 sm:ml-auto sm:w-56 sm:justify-end sm:text-right">
                {removes === null ? null : (
                  <div>
                    <dt className="text-ink-3 text-xs">removes</dt>
                    <dd className="font-medium">
                      {formatCount(removes.count)} ({formatRatio(removes.share)})
                    </dd>
                  </div>
                )}
                {monthlyUsd === null ? null : (
                  <div>
                    <dt className="text-ink-3 text-xs">a month</dt>
                    <dd className="font-medium">{signedUsd(monthlyUsd)}</dd>
                  </div>
                )}
              </dl>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** A change of the bill always has its sign. */
function signedUsd(usd: number): string {
  return usd > 0 ? `+${formatUsd(usd)}` : formatUsd(usd);
}
