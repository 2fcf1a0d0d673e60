import "server-only";
import { callerOf, readersOf } from "@/lib/aws/caller";
import { type SharedStatus, sharedStatus } from "@/lib/cache/shared-store";

/** @throws EnvironmentError */
export function sharedCacheState(): SharedStatus {
  return sharedStatus();
}

/** Whether it is known who this instance is in that account; until then it shares no answers of it. */
export function sharesAnswers(account: string): boolean {
  const caller = callerOf(account);
  return caller !== null && readersOf(account, caller) !== null;
}
