import { formatRatio } from "@/lib/base/format-number";
import type { WhatIf } from "@/lib/model/views/cost-what-if";

/** From when on provisioned concurrency pays, with its formula. */
export function BreakEven({ breakEven }: Pick<WhatIf, "breakEven">) {
  if (breakEven.length === 0) return null;
  return (
    <details className="border-line border-t px-4 py-2" data-testid="break-even">
      <summary className="cursor-pointer text-ink-2 text-xs">When provisioned concurrency pays</summary>
      <ul className="max-w-[90ch] space-y-2 py-2 text-xs">
        {breakEven.map(({ architecture, utilisation, formula }) => (
          <li key={architecture}>
            <p>
              {architecture}:{" "}
              {utilisation === null
                ? "never cheaper than on demand"
                : `an environment that is busy ${formatRatio(utilisation)} of its time or more costs no more than on demand; init that it saves comes on top.`}
            </p>
            <code className="block break-words font-mono text-ink-2">
              idle ÷ (on demand − busy) = {formula}
            </code>
          </li>
        ))}
      </ul>
    </details>
  );
}
