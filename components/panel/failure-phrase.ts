import type { Failure, FailureKind } from "@/lib/model/failure";

type Verb = "is" | "was" | "has" | "found" | "answered" | "did";

/** What befell an operation, after its name. Only what did not answer "did not answer". */
const phrases: Readonly<Record<FailureKind, readonly [Verb, string]>> = {
  throttled: ["was", "throttled"],
  denied: ["is", "not permitted"],
  "no-credentials": ["has", "no credentials"],
  "expired-credentials": ["was", "refused: the credentials have expired"],
  "wrong-clock": ["was", "refused: AWS and this machine disagree about the time"],
  "not-found": ["found", "nothing of that name"],
  unavailable: ["did", "not answer"],
  invalid: ["was", "refused as wrong"],
  partial: ["answered", "in part"],
  budget: ["was", "stopped by the budget"],
  ask: ["is", "asked about first"],
};

const plural: Partial<Record<Verb, string>> = { is: "are", was: "were", has: "have" };

/** `denied` → "is not permitted"; of several operations "are not permitted". */
export function failurePhrase(kind: FailureKind, several = false): string {
  const [verb, rest] = phrases[kind];
  return `${several ? (plural[verb] ?? verb) : verb} ${rest}`;
}

/** One clause for each kind of failure, in the order in which they came: "a, b are not permitted; c did not answer". */
export function failureClauses(failures: readonly Pick<Failure, "kind" | "operation">[]): string {
  const operations = new Map<FailureKind, Set<string>>();
  for (const { kind, operation } of failures) {
    const known = operations.get(kind) ?? new Set();
    operations.set(kind, known.add(operation));
  }
  return [...operations]
    .map(([kind, names]) => `${[...names].join(", ")} ${failurePhrase(kind, names.size > 1)}`)
    .join("; ");
}
