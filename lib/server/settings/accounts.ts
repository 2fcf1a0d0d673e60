import "server-only";
import { awsNow } from "@/lib/aws/clock";
import { getCallerIdentity } from "@/lib/aws/sts";
import { type DurationMs, SECOND_MS } from "@/lib/base/time";
import { type AccountSettings, accounts } from "@/lib/config/accounts";
import { environment } from "@/lib/config/environment";
import type { Failure } from "@/lib/model/failure";
import type { AccountState } from "@/lib/model/views/accounts";
import { defaultRegion } from "@/lib/server/choose-target";
import { failureIn } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

const DEADLINE_MS: DurationMs = 10 * SECOND_MS;

interface AccountsSettings {
  /** null: one account, as the SDK finds it. */
  readonly file: string | null;
  readonly accounts: readonly AccountState[];
}

/** Asks each account who we are there, which is free and needs no permission. Never rejects for a fault of AWS. */
export async function loadAccounts(view: ViewRequest): Promise<AccountsSettings> {
  return {
    file: environment().configFile,
    accounts: await Promise.all(accounts().map((account) => stateOf(view, account))),
  };
}

async function stateOf(view: ViewRequest, settings: AccountSettings): Promise<AccountState> {
  const { name, roleArn, endpointUrl, regions } = settings;
  const told = { name, credentials: sourceOf(settings), roleArn, endpointUrl, regions: [...regions] };
  const signal = AbortSignal.any([view.scope.signal, AbortSignal.timeout(DEADLINE_MS)]);
  try {
    const region = name === view.account ? view.region : await defaultRegion(name);
    const identity = await getCallerIdentity({
      ...view.scope,
      account: name,
      region,
      nowMs: awsNow(name),
      signal,
    });
    return { ...told, accountId: identity.accountId, arn: identity.arn, failure: null };
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null) throw error;
    return { ...told, accountId: null, arn: null, failure: signal.aborted ? unanswered : failure };
  }
}

function sourceOf({ source, profile, roleArn, externalId }: AccountSettings): string {
  const from =
    source === "profile" || profile !== null ? `profile ${profile ?? ""}` : "default chain of the SDK";
  if (roleArn === null) return from;
  return `role assumed with the ${from}${externalId === null ? "" : " and an external id"}`;
}

const unanswered: Failure = {
  kind: "unavailable",
  operation: "sts:GetCallerIdentity",
  message: `No answer within ${DEADLINE_MS / SECOND_MS} seconds.`,
  nextStep: "Load again in a moment; if it stays like this, check the network and the endpoint.",
  action: null,
  resource: null,
};
