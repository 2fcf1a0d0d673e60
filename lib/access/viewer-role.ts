import type { Role, ViewerRule } from "@/lib/model/access";

/** What a provider says of a person: values of any kind, by name. Names are never looked up on a prototype. */
export type Claims = ReadonlyMap<string, unknown>;

export function claimsOf(subject: object): Claims {
  return new Map(Object.entries(subject));
}

/** No rule lets everyone in who is signed in; else one that fits is enough. */
export function roleOf(claims: Claims, rules: readonly ViewerRule[]): Role {
  return rules.length === 0 || rules.some((rule) => fits(rule, claims)) ? "viewer" : "none";
}

function fits({ claim, values }: ViewerRule, claims: Claims): boolean {
  if (claim === "*") return true;
  if (claim === "email" && isUncheckedAddress(claims)) return false;
  const told = textsOf(claims.get(claim));
  return told.some((text) => values.some((value) => matches(value, text)));
}

/** Anyone may write any address into a profile; a provider that has not checked it says so, some of them by a text. */
export function isUncheckedAddress(claims: Claims): boolean {
  return ["false", "0"].includes(String(claims.get("email_verified")).toLowerCase());
}

function textsOf(claim: unknown): readonly string[] {
  if (Array.isArray(claim)) return claim.flatMap((item) => (isScalar(item) ? [String(item)] : []));
  return isScalar(claim) ? [String(claim)] : [];
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** Mail addresses and domains are compared without case. */
function matches(value: string, text: string): boolean {
  if (value === "*") return true;
  if (!value.startsWith("*")) return value.includes("@") ? sameLetters(value, text) : value === text;
  return text.toLowerCase().endsWith(value.slice(1).toLowerCase());
}

function sameLetters(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
