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
  caller: Caller | null;
  /** How often credentials were refused: an identity learned before is not one any more. */
  era: number;
}

function known(account: string): Known {
  return processWide(`caller ${account}`, () => ({ caller: null, era: 0 }));
}

export function callerOf(account: string): Caller | null {
  return known(account).caller;
}

export function noteCaller(account: string, caller: Caller): void {
  known(account).caller = caller;
}

/** After credentials were missing or refused: the next ones may be someone else's. */
export function forgetCaller(account: string): void {
  const state = known(account);
  state.caller = null;
  state.era += 1;
}

/** Part of the key of GetCallerIdentity. */
export function callerEra(account: string): number {
  return known(account).era;
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
