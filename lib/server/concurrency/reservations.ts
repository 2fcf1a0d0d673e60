import "server-only";
import { getReservedConcurrency } from "@/lib/aws/lambda";
import type { Failure } from "@/lib/model/failure";
import type { LambdaAccount } from "@/lib/model/lambda";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

export interface Reservations {
  /** null: none is reserved. A name that is not in it was not read. */
  readonly byName: ReadonlyMap<string, number | null>;
  readonly failures: readonly Failure[];
}

/** GetFunctionConcurrency takes one function a call, and 10 calls a second: more would keep the page waiting. */
const MOST_ASKED = 40;
const AT_ONCE = 10;

/**
 * Reserved concurrency of functions, asked in the given order. The account says how much is reserved in all
 * [M AccountLimit]: where that is nothing no call is made, and asking ends as soon as the sum is found. The first
 * `throttled` names are asked in any case: a function that is switched off reserves 0 and adds nothing to the sum.
 */
export async function readReservations(
  view: ViewRequest,
  names: readonly string[],
  throttled: number,
  account: LambdaAccount | null,
): Promise<Reservations> {
  const sought = reservedInAll(account);
  const byName = new Map<string, number | null>();
  const failures: Failure[] = [];
  let found = 0;
  const most = Math.min(names.length, MOST_ASKED);
  for (let at = 0; at < most && (at < throttled || found < sought); at += AT_ONCE) {
    const asked = await Promise.all(
      names.slice(at, Math.min(most, at + AT_ONCE)).map(async (name) => ({
        name,
        answer: await optional(getReservedConcurrency(view.scope, name)),
      })),
    );
    // Denied for ten is denied for all.
    if (asked.every(({ answer }) => answer.failures.length > 0)) {
      return { byName, failures: asked.flatMap(({ answer }) => answer.failures) };
    }
    for (const { name, answer } of asked) {
      failures.push(...answer.failures);
      if (answer.failures.length > 0) continue;
      byName.set(name, answer.value);
      found += answer.value ?? 0;
    }
  }
  const rest = found >= sought ? names.slice(Math.min(most, throttled)) : [];
  for (const name of rest) if (!byName.has(name)) byName.set(name, null);
  return { byName, failures };
}

/** Infinity when the account does not say. */
function reservedInAll(account: LambdaAccount | null): number {
  const { concurrencyLimit: limit, unreservedConcurrency: unreserved } = account ?? {};
  return limit == null || unreserved == null ? Number.POSITIVE_INFINITY : limit - unreserved;
}
