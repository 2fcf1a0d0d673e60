"use client";

import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { plainText } from "@/lib/base/plain-text";
import { deltaText } from "@/lib/cost/proposal/delta-text";
import type { WhatIfChange } from "@/lib/model/views/cost-what-if";

interface ChangeListProps {
  readonly changes: readonly WhatIfChange[];
  readonly disabled: boolean;
  readonly onRemove: (index: number) => void;
}

const SHOWN_NAMES = 3;

/** The changes of the proposal, each with what it would do alone and whom it cannot change. */
export function ChangeList({ changes, disabled, onRemove }: ChangeListProps) {
  return (
    <ol className="border-line border-t" aria-label="Proposed changes">
      {changes.map((change, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: the same change may be made twice
          key={index}
          data-testid="proposed-change"
          className="grid grid-cols-[1fr_auto] items-start sm:grid-cols-[1fr_auto_auto] gap-x-3 border-line border-b px-4 py-1.5 last:border-b-0"
        >
          <div className="min-w-0 py-0.5">
            <p className="min-w-0 break-words">
              <strong className="font-medium">{change.title}</strong>{" "}
              <span className="text-ink-2">{whom(change)}</span>
            </p>
            {change.notes.length > 0 ? (
              <ul className="text-ink-2 text-xs">
                {change.notes.slice(0, SHOWN_NAMES).map((note) => (
                  <li key={note}>{plainText(note)}</li>
                ))}
              </ul>
            ) : null}
            {change.notes.length > SHOWN_NAMES ? <More items={change.notes.slice(SHOWN_NAMES)} /> : null}
            <Refused change={change} />
          </div>
          <span
            className="whitespace-nowrap py-0.5 max-sm:col-start-1 max-sm:row-start-2 sm:text-right"
            title="If it were made alone, a month"
          >
            {deltaText(change.delta)}
            {changes.length > 1 ? <span className="block text-2xs text-ink-3">alone, a month</span> : null}
          </span>
          <Button
            variant="ghost"
            size="icon-sm"
            disabled={disabled}
            aria-label={`Remove the change: ${change.title} ${whom(change)}`}
            onClick={() => onRemove(index)}
          >
            <X aria-hidden />
          </Button>
        </li>
      ))}
    </ol>
  );
}

function More({ items }: { readonly items: readonly string[] }) {
  return (
    <details className="text-xs">
      <summary className="cursor-pointer text-ink-3">{items.length} more</summary>
      <ul className="text-ink-2">
        {items.map((note) => (
          <li key={note}>{plainText(note)}</li>
        ))}
      </ul>
    </details>
  );
}

function Refused({ change: { refused, concerns } }: { readonly change: WhatIfChange }) {
  const [first] = refused;
  if (!first) return null;
  const nobody = concerns?.length === 0;
  const list = (
    <ul className="text-ink-2">
      {refused.map(({ subject, reason }) => (
        <li key={subject}>
          {subject === null ? "" : <span className="font-medium">{plainText(subject)}: </span>}
          {plainText(reason)}
        </li>
      ))}
    </ul>
  );
  return (
    <div className="text-xs" data-testid="refused">
      {refused.length <= SHOWN_NAMES ? (
        <>
          <p className={nobody ? "text-warning" : "text-ink-3"}>
            {nobody ? "Changes nothing:" : "Not changed:"}
          </p>
          {list}
        </>
      ) : (
        <details>
          <summary className={nobody ? "cursor-pointer text-warning" : "cursor-pointer text-ink-3"}>
            {nobody ? "Changes nothing" : "Not changed"}: {refused.length}, for these reasons
          </summary>
          {list}
        </details>
      )}
    </div>
  );
}

function whom({ concerns }: WhatIfChange): string {
  if (concerns === null) return "for the whole account";
  const names = concerns.slice(0, SHOWN_NAMES).map(plainText);
  if (names.length === 0) return "for none";
  const left = concerns.length - names.length;
  return `for ${names.join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
}
