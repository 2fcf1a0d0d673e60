import "server-only";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
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
    send: (signal) => stsClient(scope.region).send(new GetCallerIdentityCommand({}), { abortSignal: signal }),
    read: (wire) => ({ accountId: wire.Account ?? "", arn: wire.Arn ?? "" }),
  });
}
