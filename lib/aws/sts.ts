import "server-only";
import { GetCallerIdentityCommand, type GetCallerIdentityCommandOutput } from "@aws-sdk/client-sts";
import type { CallScope } from "@/lib/aws/call-scope";
import { callerEra, keyRenewals, noteCaller } from "@/lib/aws/caller";
import { stsClient } from "@/lib/aws/clients";
import { call } from "@/lib/aws/gateway";
import { MINUTE_MS } from "@/lib/base/time";

export interface CallerIdentity {
  readonly accountId: string;
  readonly arn: string;
}

/** Whose credentials these are. Needs no permission. */
export async function getCallerIdentity(scope: CallScope): Promise<CallerIdentity> {
  const [era, renewals] = [callerEra(scope.account), keyRenewals(scope.account)];
  const identity = await call(scope, {
    service: "sts",
    operation: "GetCallerIdentity",
    // Other keys may be someone else's.
    key: { renewals },
    cacheForMs: 10 * MINUTE_MS,
    send: (signal) => stsClient(scope).send(new GetCallerIdentityCommand({}), { abortSignal: signal }),
    read: identityOf,
  });
  if (era === callerEra(scope.account) && renewals === keyRenewals(scope.account))
    noteCaller(scope.account, identity);
  return identity;
}

/** Almost any text parses as XML; an answer without an account is not one of STS. */
function identityOf({ Account, Arn }: GetCallerIdentityCommandOutput): CallerIdentity {
  if (Account === undefined) throw new TypeError("GetCallerIdentity gave no account.");
  return { accountId: Account, arn: Arn ?? "" };
}
