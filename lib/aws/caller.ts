import "server-only";
import { createHash } from "node:crypto";
import { accountSettings } from "@/lib/config/accounts";
import { buildId } from "@/lib/config/build-id";
import { processWide } from "@/lib/config/process-wide";

/**
 * Who this instance is at AWS, for each account of its own file: what instances share depends on it. Told by
 * GetCallerIdentity, which every page asks; until then, and after credentials were refused, nothing is shared.
 */
export interface Caller {
  /** Of twelve digits, AWS's own. */
  readonly accountId: string;
  readonly arn: string;
}

/** Changes when the same key means another thing in the shared cache. */
const FORMAT = "1";

interface Known {
  /** null: not told yet, or not since the keys were renewed. */
  caller: Caller | null;
  /** The one before. */
  last: Caller | null;
  /** How often credentials became someone else's: what was answered before is not an answer any more. */
  era: number;
  keyId: string | null;
  /** How often keys were renewed, or refused: who they belong to is to be asked again. */
  renewals: number;
}

function known(account: string): Known {
  return processWide(`caller ${account}`, () => ({
    caller: null,
    last: null,
    era: 0,
    keyId: null,
    renewals: 0,
  }));
}

export function callerOf(account: string): Caller | null {
  return known(account).caller;
}

/** Someone else than before, and all that was answered to that one is forgotten. */
export function noteCaller(account: string, caller: Caller): void {
  const state = known(account);
  if (state.last !== null && !isSamePrincipal(state.last, caller)) state.era += 1;
  state.caller = caller;
  state.last = caller;
}

/** Keys were found or renewed. Mostly they are the same principal's; until that is told, nothing is shared. */
export function noteKey(account: string, keyId: string): void {
  const state = known(account);
  if (state.keyId === keyId) return;
  if (state.keyId !== null) {
    state.caller = null;
    state.renewals += 1;
  }
  state.keyId = keyId;
}

/** After credentials were missing or refused: the next ones may be someone else's. */
export function forgetCaller(account: string): void {
  const state = known(account);
  state.caller = null;
  // Nothing else: a region that is not enabled refuses good keys.
  state.renewals += 1;
}

/** Part of the key of every answer. */
export function callerEra(account: string): number {
  return known(account).era;
}

/** Part of the key of GetCallerIdentity. */
export function keyRenewals(account: string): number {
  return known(account).renewals;
}

function isSamePrincipal(one: Caller, other: Caller): boolean {
  return one.accountId === other.accountId && principalOf(one.arn) === principalOf(other.arn);
}

/**
 * Names those who may read each other's answers: the same sources, asking the same endpoint with the same rights. null: of
 * one of these it is not known which.
 */
export function readersOf(account: string, { accountId, arn }: Caller): string | null {
  const build = buildId();
  if (build === null || arn === "") return null;
  return digest([FORMAT, build, endpointOf(account), accountId, principalOf(arn)]);
}

/** Names those who draw on the same quotas, whatever their rights. */
export function quotaHolderOf(account: string, { accountId }: Caller): string {
  return digest([endpointOf(account), accountId]);
}

/** A role's sessions have the same rights: `assumed-role/<role>/<session>` without the last part. */
export function principalOf(arn: string): string {
  return arn.replace(/^(arn:[^:]*:sts::[^:]*:assumed-role\/[^/]+)\/.*$/, "$1");
}

function endpointOf(account: string): string {
  return accountSettings(account).endpointUrl ?? "aws";
}

function digest(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
}
