import "server-only";
import { GetCallerIdentityCommand, type GetCallerIdentityCommandOutput } from "@aws-sdk/client-sts";
import type { CallScope } from "@/lib/aws/call-scope";
import { stsClient } from "@/lib/aws/clients";
import { call } from "@/lib/aws/gateway";
import { MINUTE_MS } from "@/lib/base/time";

export interface CallerIdentity {
  readonly accountId: string;
  readonly arn: string;
}

/** Whose credentials these are. Needs no permission. */
export function getCallerIdentity(scope: CallScope): Promise<CallerIdentity> {
  return call(scope, {
    service: "sts",
    operation: "GetCallerIdentity",
    key: {},
    cacheForMs: 10 * MINUTE_MS,
    send: (signal) => stsClient(scope).send(new GetCallerIdentityCommand({}), { abortSignal: signal }),
    read: identityOf,
  });
}

/** Almost any text parses as XML; an answer without an account is not one of STS. */
function identityOf({ Account, Arn }: GetCallerIdentityCommandOutput): CallerIdentity {
  if (Account === undefined) throw new TypeError("GetCallerIdentity gave no account.");
  return { accountId: Account, arn: Arn ?? "" };
}
