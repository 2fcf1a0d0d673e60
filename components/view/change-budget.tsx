"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { postBudgetChange } from "@/components/view/budget-client";
import { useSlot } from "@/components/view/publish";
import { useNavigation } from "@/components/view/view-navigation";
import { pageSpend } from "@/components/view/view-store";
import { formatUsd } from "@/lib/base/format-money";
import type { BudgetChange, BudgetView } from "@/lib/model/views/own-spend";

interface ChangeBudgetProps {
  /** As last known; left out: as the page on screen knows it. */
  readonly budget?: BudgetView;
  readonly onChanged?: () => void;
}

/** Lets today's calls cost more, or sets the limit again, and loads the page anew. */
export function ChangeBudget({ budget: told, onChanged }: ChangeBudgetProps) {
  const { reload, pending } = useNavigation();
  const published = useSlot(pageSpend)?.own.budget;
  const [state, setState] = useState<"idle" | "sending" | { readonly failed: string }>("idle");
  const budget = told ?? published;
  const isChanged = budget !== undefined && budget.limitUsd !== budget.configuredUsd;
  const busy = pending || state === "sending";

  const change = async (wanted: BudgetChange) => {
    setState("sending");
    try {
      await postBudgetChange(wanted);
      setState("idle");
      onChanged?.();
      reload();
    } catch (error) {
      setState({ failed: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <>
      {budget?.lifted ? null : (
        <>
          <Button size="sm" disabled={busy} onClick={() => void change("raise")}>
            {budget === undefined ? "Allow as much again" : `Allow ${formatUsd(budget.stepUsd)} more`}
          </Button>
          <Button size="sm" disabled={busy} onClick={() => void change("lift")}>
            No limit until 00:00 UTC
          </Button>
        </>
      )}
      {isChanged ? (
        <Button size="sm" disabled={busy} onClick={() => void change("restore")}>
          Back to {formatUsd(budget.configuredUsd)} a day
        </Button>
      ) : null}
      {typeof state === "object" ? <span role="alert">{state.failed}</span> : null}
    </>
  );
}
