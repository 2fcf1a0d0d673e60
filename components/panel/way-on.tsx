import { RetryButton } from "@/components/panel/retry-button";
import { ChangeBudget } from "@/components/view/change-budget";
import { ConsentButton } from "@/components/view/consent-button";
import type { Failure } from "@/lib/model/failure";

interface WayOnProps {
  readonly failure: Pick<Failure, "kind" | "operation" | "nextStep">;
  readonly brief?: boolean;
}

/** What brings back what is missing. One notice beside the others is enough to change the budget. */
export function WayOn({ failure, brief = false }: WayOnProps) {
  if (needsRestart(failure)) return null;
  if (failure.kind === "budget") return brief ? null : <ChangeBudget />;
  return failure.kind === "ask" ? <ConsentButton /> : <RetryButton />;
}

/** Variables are read once. The file of accounts is read until it is right, so that loading again is enough there. */
function needsRestart({ operation, nextStep }: WayOnProps["failure"]): boolean {
  return operation === "environment" && nextStep.includes("start Lambdascope again");
}
