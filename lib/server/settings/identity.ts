import "server-only";
import { getCallerIdentity } from "@/lib/aws/sts";
import { accountSettings } from "@/lib/config/accounts";
import type { Identity } from "@/lib/model/views/settings";
import type { Found } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";
import { principalOf, principalText } from "@/lib/settings/principal";

/** The time of AWS has whole seconds, and a call takes some of them: less is no difference. */
const SAME_CLOCK_MS = 30_000;

/** @throws AwsFailure where STS does not answer */
export async function loadIdentity(view: ViewRequest): Promise<Found<Identity>> {
  const clockAheadMs = view.nowMs - Date.now();
  const { accountId, arn } = await getCallerIdentity(view.scope);
  const { profile, endpointUrl } = accountSettings(view.account);
  const principal = principalOf(arn);
  return {
    data: {
      accountId,
      arn,
      principal: principalText(principal),
      session: principal.session,
      profile,
      region: view.region,
      regions: [...view.regions],
      endpointUrl,
      clockAheadMs: Math.abs(clockAheadMs) < SAME_CLOCK_MS ? 0 : clockAheadMs,
    },
  };
}
