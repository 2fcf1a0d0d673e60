/** Which kind of policy refused, as far as AWS says. [D troubleshoot_access-denied] */

export type DenialKind =
  | "missing"
  | "explicit"
  | "service-control"
  | "resource-control"
  | "boundary"
  | "session"
  | "endpoint"
  | "not-enabled";

/** From AWS's own words; `missing` where they say nothing: no policy allows it. */
export function denialKindOf(message: string): DenialKind {
  if (/service control policy/i.test(message)) return "service-control";
  if (/resource control policy/i.test(message)) return "resource-control";
  if (/permissions? boundary/i.test(message)) return "boundary";
  if (/session policy/i.test(message)) return "session";
  if (/VPC endpoint policy/i.test(message)) return "endpoint";
  if (/explicit deny/i.test(message)) return "explicit";
  return /OptInRequired|not subscribed|needs a subscription|region is disabled/i.test(message)
    ? "not-enabled"
    : "missing";
}

const fixes = {
  missing: "Allow it with this statement.",
  explicit:
    "A policy of these credentials denies it in so many words: remove that statement. Allowing it as well does not help.",
  "service-control":
    "A service control policy of the organisation refuses it: its administrators have to change that policy, or leave this region or account out of it.",
  "resource-control":
    "A resource control policy of the organisation refuses it: its administrators have to change that policy.",
  boundary:
    "The permissions boundary of the principal leaves it out: add this statement to the boundary too, not only to a policy.",
  session:
    "The policy of the session leaves it out: whoever takes on the role passes one, and it has to allow this too.",
  endpoint: "The policy of the VPC endpoint leaves it out: add this statement to it.",
  "not-enabled":
    "The service or the region is not enabled in this account: enable it, or choose another region.",
} as const satisfies Record<DenialKind, string>;

/** What to do about it, one or two sentences. */
export function fixOf(kind: DenialKind): string {
  return fixes[kind];
}

/** Whether another Allow in some policy is (a part of) the remedy. */
export function statementHelps(kind: DenialKind): boolean {
  return kind === "missing" || kind === "boundary" || kind === "session" || kind === "endpoint";
}
