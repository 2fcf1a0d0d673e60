"use client";

import { ColdTotals } from "@/components/cold-starts/cold-totals";
import { FunctionsPanel } from "@/components/cold-starts/functions-panel";
import { InitHistogram } from "@/components/cold-starts/init-histogram";
import { KindsPanel } from "@/components/cold-starts/kinds-panel";
import { OverTime } from "@/components/cold-starts/over-time";
import { PartsPanel } from "@/components/cold-starts/parts-panel";
import { RoutesPanel } from "@/components/cold-starts/routes-panel";
import { formatCount } from "@/lib/base/format-number";
import type { ColdStarts } from "@/lib/model/views/cold-starts";

/** All functions: who felt it, which, and of what kind. */
export function AccountView({ told }: { readonly told: ColdStarts }) {
  const windowMs = told.meta.toMs - told.meta.fromMs;
  const unknown = told.functions.filter(({ state }) => state === "unknown");
  const known = told.functions.some(({ summary }) => summary !== null) ? told.total : null;
  return (
    <>
      <ColdTotals
        summary={known}
        last={{
          key: "unknown",
          label: "Unknown functions",
          value: (
            <span title={unknown.map(({ name }) => name).join(", ")}>
              {formatCount(unknown.length)} of {formatCount(told.functions.length)}
            </span>
          ),
        }}
      />
      <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        <OverTime told={told} />
        <InitHistogram summary={known} />
      </div>
      <RoutesPanel told={told} />
      <FunctionsPanel functions={told.functions} windowMs={windowMs} />
      <PartsPanel parts={told.parts} windowMs={windowMs} />
      {known === null ? null : <KindsPanel counts={known.counts} />}
    </>
  );
}
