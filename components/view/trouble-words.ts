import type { FailureKind } from "@/lib/model/failure";

const words: Partial<Record<FailureKind, string>> = {
  "no-credentials": "no credentials",
  "expired-credentials": "sign-in expired",
  "wrong-clock": "clock is wrong",
  denied: "not permitted",
  throttled: "throttled",
  unavailable: "no answer",
  budget: "stopped by the budget",
  ask: "asks first",
};

/** What is wrong with an account, beside its name. */
export function troubleWords(kind: FailureKind): string {
  return words[kind] ?? "failed";
}
