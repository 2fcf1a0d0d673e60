import "server-only";
import { callerOf } from "@/lib/aws/caller";
import { type SharedStatus, sharedStatus } from "@/lib/cache/shared-store";

/** @throws EnvironmentError */
export function sharedCacheState(): SharedStatus {
  return sharedStatus();
}

/** Whether it is known who this instance is in that account; until then it shares nothing of it. */
export function isCallerKnown(account: string): boolean {
  return callerOf(account) !== null;
}
