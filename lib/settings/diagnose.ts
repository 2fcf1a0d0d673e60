import { iamActionOf, type OperationId, spokenOperation } from "@/lib/model/aws-operations";
import type { Failure } from "@/lib/model/failure";
import { type PanelNeeds, panelNeeds } from "@/lib/model/panel-needs";
import type { Permissions, TriedOperation } from "@/lib/model/views/settings";
import { denialKindOf, fixOf, statementHelps } from "@/lib/settings/denial";
import { grantTo } from "@/lib/settings/grant";
import { permissionsAnswer } from "@/lib/settings/permissions-answer";
import { policyText, statementsFor, wholePolicy } from "@/lib/settings/policy";
import type { Principal } from "@/lib/settings/principal";

/** What came of trying one operation. */
export interface TriedOnce {
  readonly id: OperationId;
  readonly on: string | null;
  /** null: allowed. */
  readonly failure: Failure | null;
  /** Why it was not tried at all; null: it was. */
  readonly skipped: string | null;
}

const order = { denied: 0, unknown: 1, allowed: 2 } as const;

/** From what was tried: what is missing, what that costs the reader, and what to do about it. */
export function diagnose(tried: readonly TriedOnce[], principal: Principal, triedAtMs: number): Permissions {
  const { partition } = principal;
  const operations = tried
    .map((one) => tellOne(one, partition))
    .sort((a, b) => order[a.result] - order[b.result]);
  const count = (result: TriedOperation["result"]) =>
    operations.filter((operation) => operation.result === result).length;
  const missing = tried.flatMap(({ id, failure }) =>
    failure?.kind === "denied" && statementHelps(denialKindOf(failure.message)) ? [id] : [],
  );
  const whole = policyText(wholePolicy(partition).Statement);
  return {
    answer: permissionsAnswer(tried),
    triedAtMs,
    operations,
    counts: { allowed: count("allowed"), denied: count("denied"), unknown: count("unknown") },
    missingPolicy: missing.length === 0 ? null : policyText(statementsFor(missing, partition)),
    wholePolicy: whole,
    grant: grantTo(principal, whole),
  };
}

function tellOne({ id, on, failure, skipped }: TriedOnce, partition: string): TriedOperation {
  const base = {
    id,
    operation: spokenOperation(id),
    action: iamActionOf(id) ?? "",
    triedOn: on,
    stops: namesOf(panelNeeds.filter(({ needs }) => needs.includes(id))),
    weakens: namesOf(panelNeeds.filter(({ uses }) => uses.includes(id))),
  };
  const nothing = { resource: null, statement: null };
  if (skipped !== null) return { ...base, ...nothing, result: "unknown", reason: skipped, nextStep: null };
  if (failure === null) return { ...base, ...nothing, result: "allowed", reason: null, nextStep: null };
  if (failure.kind !== "denied") {
    return { ...base, ...nothing, result: "unknown", reason: failure.message, nextStep: failure.nextStep };
  }
  const kind = denialKindOf(failure.message);
  const [statement] = statementHelps(kind) ? statementsFor([id], partition) : [];
  return {
    ...base,
    result: "denied",
    reason: failure.message,
    nextStep: fixOf(kind),
    resource: failure.resource,
    statement: statement === undefined ? null : JSON.stringify(statement, null, 2),
  };
}

/** `Traces: Coverage`; the page alone where its one panel has its name. */
export function namesOf(panels: readonly PanelNeeds[]): string[] {
  return panels.map(({ page, panel }) => (page === panel ? page : `${page}: ${panel}`));
}
