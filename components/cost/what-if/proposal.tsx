"use client";

import type { ReactNode } from "react";
import { ChangeList } from "@/components/cost/what-if/change-list";
import { type Draft, examplesOf, kindLabels, readDraft } from "@/components/cost/what-if/draft";
import { ProposalForm } from "@/components/cost/what-if/proposal-form";
import { useProposal } from "@/components/cost/what-if/use-proposal";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import type { WhatIfChange, WhatIfChoices } from "@/lib/model/views/cost-what-if";

interface ProposalProps {
  readonly changes: readonly WhatIfChange[];
  readonly choices: WhatIfChoices;
  /** What the proposal would do. */
  readonly children: ReactNode;
}

/** Where a proposal is made up; the address holds it. Until the next answer is there the old one stays, dimmed. */
export function Proposal({ changes, choices, children }: ProposalProps) {
  const { pending, full, add, removeAt, clear } = useProposal(changes.map(({ change }) => change));
  return (
    <>
      <ProposalForm choices={choices} disabled={pending || full} onAdd={add} />
      {changes.length === 0 ? (
        <Examples choices={choices} disabled={pending} onAdd={add} />
      ) : (
        <ChangeList changes={changes} disabled={pending} onRemove={removeAt} />
      )}
      {changes.length > 1 ? (
        <div className="border-line border-t px-4 py-1.5">
          <Button variant="ghost" size="sm" disabled={pending} onClick={clear}>
            Remove all {changes.length}
          </Button>
          {full ? <span className="ml-2 text-ink-3 text-xs">No more changes can be added.</span> : null}
        </div>
      ) : null}
      <div aria-busy={pending} className={cn("transition-opacity", pending && "opacity-50")}>
        {children}
      </div>
    </>
  );
}

function Examples({
  choices,
  disabled,
  onAdd,
}: {
  readonly choices: WhatIfChoices;
  readonly disabled: boolean;
  readonly onAdd: (change: string) => void;
}) {
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-t px-4 py-3">
      <span className="text-ink-3 text-xs">Or begin with</span>
      {examplesOf(choices).map((draft) => {
        const read = readDraft(draft);
        return "problem" in read ? null : (
          <Button key={draft.kind} size="sm" disabled={disabled} onClick={() => onAdd(read.change)}>
            {exampleLabel(draft)}
          </Button>
        );
      })}
    </div>
  );
}

function exampleLabel({ kind, value, subjects }: Draft): string {
  if (kind === "arm64") {
    return subjects.length === 1
      ? "The most expensive x86_64 function to arm64"
      : `The ${subjects.length} most expensive x86_64 functions to arm64`;
  }
  if (kind === "traffic") return `Traffic × ${value}`;
  return kind === "savings-plan" ? `Savings Plan for ${value} %` : kindLabels[kind];
}
