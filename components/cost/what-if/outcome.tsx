import { LinesTable } from "@/components/cost/what-if/lines-table";
import { PartsTable } from "@/components/cost/what-if/parts-table";
import { formatRatio } from "@/lib/base/format-number";
import { deltaWords } from "@/lib/cost/proposal/delta-text";
import { formatUsdRange, middleUsd } from "@/lib/model/usd-range";
import type { UsdRange } from "@/lib/model/views/cost";
import type { WhatIf } from "@/lib/model/views/cost-what-if";

/** What the proposal would do: in words, as two bars, by line item and by function. */
export function Outcome({ whatIf }: { readonly whatIf: WhatIf }) {
  const { now, after, delta } = whatIf.total;
  const share = middleUsd(now) > 0 ? Math.abs(middleUsd(delta)) / middleUsd(now) : null;
  const words = deltaWords(delta);
  return (
    <div data-testid="what-if-outcome">
      <div className="grid items-center gap-x-8 gap-y-3 border-line border-t px-4 py-3 lg:grid-cols-2">
        <p className="text-md" data-testid="what-if-answer">
          {whatIf.changes.length === 1 ? "This change" : `Making all ${whatIf.changes.length} changes`}{" "}
          <strong className="font-semibold">{words}</strong>
          {share === null || words === "changes nothing" ? "." : `: about ${formatRatio(share)} of the bill.`}
        </p>
        <Bars now={now} after={after} />
      </div>
      <div className="grid items-start border-line border-t 2xl:grid-cols-[minmax(0,11fr)_minmax(0,9fr)] 2xl:divide-x 2xl:divide-line">
        <LinesTable whatIf={whatIf} />
        <div className="min-w-0 max-2xl:border-line max-2xl:border-t">
          <PartsTable parts={whatIf.parts} />
        </div>
      </div>
    </div>
  );
}

/** The same figures stand beside them as text. */
function Bars({ now, after }: { readonly now: UsdRange; readonly after: UsdRange }) {
  const most = Math.max(now.highUsd, after.highUsd, Number.MIN_VALUE);
  return (
    <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-1">
      {(
        [
          ["Now", now],
          ["After", after],
        ] as const
      ).map(([label, range]) => (
        <div key={label} className="contents">
          <dt className="text-ink-3 text-xs">{label}</dt>
          <dd aria-hidden className="relative h-3 overflow-hidden rounded-sm bg-sunken">
            <span
              className="absolute inset-y-0 left-0 bg-ink-3/35"
              style={{ width: `${(range.highUsd / most) * 100}%` }}
            />
            <span
              className="absolute inset-y-0 left-0 bg-ink-2"
              style={{ width: `${(Math.max(0, range.lowUsd) / most) * 100}%` }}
            />
          </dd>
          <dd className="text-right font-medium" data-testid={`what-if-${label.toLowerCase()}`}>
            {formatUsdRange(range)} <span className="font-normal text-ink-3 text-xs">a month</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
