"use client";

import { CircleDashed, HelpCircle } from "lucide-react";
import { useState } from "react";
import { OpenRow } from "@/components/cost/open-row";
import { FindingItem } from "@/components/cost/waste/finding-item";
import { Button } from "@/components/ui/button";
import { Td } from "@/components/ui/table";
import { formatUsdRange } from "@/lib/model/usd-range";
import type { WasteOfKind } from "@/lib/model/views/cost-waste";

const FIRST = 8;

/** One kind of waste: a row that opens to its findings, or to why there are none. */
export function KindRow({ kind }: { readonly kind: WasteOfKind }) {
  const { findings, unknown, reason } = kind;
  const [all, setAll] = useState(false);
  const shown = all ? findings : findings.slice(0, FIRST);
  return (
    <OpenRow
      testId={`waste-${kind.kind}`}
      columns={3}
      label={<span className="max-sm:whitespace-normal">{kind.title}</span>}
      opens={`What is known of: ${kind.title}`}
      cells={
        <>
          <Td numeric className={kind.state === "found" ? "font-medium" : "text-ink-3"}>
            <Amount kind={kind} />
          </Td>
          <Td className="w-full max-w-0 truncate text-ink-2 max-sm:hidden">{worstOf(kind)}</Td>
        </>
      }
    >
      {findings.length === 0 ? <p className="text-ink-2">{reason}</p> : null}
      <ul>
        {shown.map((finding, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a function may have a finding per alias
          <FindingItem key={`${finding.subject.name} ${index}`} finding={finding} />
        ))}
      </ul>
      {findings.length > shown.length ? (
        <Button size="sm" variant="ghost" className="-ml-2" onClick={() => setAll(true)}>
          Show all {findings.length}
        </Button>
      ) : null}
      {unknown.length === 0 ? null : (
        <div className="pt-2 text-ink-3 text-xs">
          <p className="font-medium">Not known of:</p>
          <ul className="list-disc space-y-0.5 pl-4">
            {unknown.map(({ name, reason: why }) => (
              <li key={name}>
                {name}: {why}
              </li>
            ))}
          </ul>
        </div>
      )}
    </OpenRow>
  );
}

/** What was not looked for never reads as nothing. */
function Amount({ kind: { state, monthly } }: { readonly kind: WasteOfKind }) {
  if (state === "not-asked") {
    return (
      <span className="inline-flex items-center gap-1.5 align-middle">
        <CircleDashed className="size-3.5" aria-hidden />
        not looked for
      </span>
    );
  }
  if (state === "unknown") {
    return (
      <span className="inline-flex items-center gap-1.5 align-middle">
        <HelpCircle className="size-3.5" aria-hidden />
        cannot be known
      </span>
    );
  }
  return state === "none" || monthly === null ? "none found" : formatUsdRange(monthly);
}

function worstOf({ findings, reason }: WasteOfKind): string {
  const [first, ...others] = findings;
  if (first === undefined) return reason ?? "";
  return `${first.subject.name}${others.length === 0 ? "" : ` and ${others.length} more`}: ${first.why}`;
}
