import type { BudgetChange, SpendReport } from "@/lib/model/views/own-spend";

/** What the installation has spent by now. Throws with a sentence for the reader. */
export function fetchSpend(signal: AbortSignal): Promise<SpendReport> {
  return ask({ signal });
}

/** Holds until midnight UTC. Throws with a sentence for the reader. */
export function postBudgetChange(change: BudgetChange): Promise<SpendReport> {
  return ask({
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ change }),
  });
}

async function ask(init: RequestInit): Promise<SpendReport> {
  const response = await fetch("/api/budget", init);
  const body: Answer = await response.json();
  if ("error" in body) throw new Error(body.error.message);
  return body;
}

/** Our own server's answer, as documented in docs/json.md. */
type Answer = SpendReport | { readonly error: { readonly message: string } };
