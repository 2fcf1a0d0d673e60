"use client";

import { Formula } from "@/components/cost/formula";
import { Badge } from "@/components/ui/badge";
import { ViewLink } from "@/components/view/view-link";
import { formatUsdRange } from "@/lib/model/usd-range";
import type { WasteFinding } from "@/lib/model/views/cost-waste";
import { functionPath } from "@/lib/url/view-params";

const certainties = {
  exact: "exact in this window",
  range: "a range",
  estimate: "an estimate",
} as const satisfies Record<WasteFinding["certainty"], string>;

const link = "underline decoration-line-strong underline-offset-2 hover:text-ink";

/** What one function or log group wastes: why, what would end it, where it shows, and how the figure comes about. */
export function FindingItem({ finding }: { readonly finding: WasteFinding }) {
  const { subject, monthly, certainty, why, remedy, evidence, lines, assumptions } = finding;
  return (
    <li
      data-testid={`waste-of-${subject.name}`}
      className="grid gap-x-6 border-line border-b py-2.5 first:pt-0.5 last:border-b-0 last:pb-0.5 sm:grid-cols-[minmax(0,1fr)_auto]"
    >
      <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        {subject.kind === "function" ? (
          <ViewLink
            path={functionPath(subject.name)}
            className="min-w-0 break-all font-medium hover:underline"
          >
            {subject.name}
          </ViewLink>
        ) : (
          <span className="min-w-0 break-all font-medium">{subject.name}</span>
        )}
        <Badge>{certainties[certainty]}</Badge>
      </p>
      <p className="whitespace-nowrap font-medium sm:text-right">
        {formatUsdRange(monthly)} <span className="font-normal text-ink-3">a month</span>
      </p>
      <div className="max-w-[80ch] space-y-1 pt-0.5 sm:col-span-2">
        <p className="text-ink-2">{why}</p>
        <p className="text-ink-2">
          {remedy}{" "}
          {evidence.map(({ label, path }, index) => (
            <span key={path}>
              {index === 0 ? "" : " · "}
              <ViewLink path={path} className={`whitespace-nowrap text-ink ${link}`}>
                {label}
              </ViewLink>
            </span>
          ))}
        </p>
        <details>
          <summary className="cursor-pointer text-ink-3 text-xs">
            How it comes about<span className="sr-only"> for {subject.name}</span>
          </summary>
          <div className="space-y-2 pt-2">
            {lines.high === null ? null : <p className="text-ink-2 text-xs">At least</p>}
            <Formulas lines={lines.low} withPrice={lines.high === null} />
            {lines.high === null ? null : (
              <>
                <p className="text-ink-2 text-xs">At most</p>
                <Formulas lines={lines.high} withPrice />
              </>
            )}
            <ul className="list-disc space-y-0.5 pl-4 text-ink-3 text-xs">
              {assumptions.map((assumption) => (
                <li key={assumption}>{assumption}</li>
              ))}
            </ul>
          </div>
        </details>
      </div>
    </li>
  );
}

function Formulas({
  lines,
  withPrice,
}: {
  readonly lines: WasteFinding["lines"]["low"];
  readonly withPrice: boolean;
}) {
  if (lines.length === 0) return <code className="block font-mono text-xs">$0.00</code>;
  return lines.map((line) => (
    <div key={line.line}>
      <p className="text-ink-2 text-xs">{line.label}</p>
      <Formula line={line} withPrice={withPrice} />
    </div>
  ));
}
