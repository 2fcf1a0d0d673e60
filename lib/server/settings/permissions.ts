import "server-only";
import { AwsFailure } from "@/lib/aws/aws-failure";
import { probedOperations, tryOperations } from "@/lib/aws/probe";
import { getCallerIdentity } from "@/lib/aws/sts";
import type { Permissions } from "@/lib/model/views/settings";
import type { Found } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";
import { diagnose, type TriedOnce } from "@/lib/settings/diagnose";
import { principalOf } from "@/lib/settings/principal";

/** Each operation tried once. Refusals are what is looked for: they are data here, not failures. */
export async function loadPermissions(view: ViewRequest): Promise<Found<Permissions>> {
  const [trials, arn] = await Promise.all([tryOperations(view.scope), arnOf(view)]);
  const tried = probedOperations.flatMap((id): TriedOnce[] => {
    const trial = trials.get(id);
    if (trial === undefined) return [];
    return [
      {
        id,
        on: trial.on,
        failure: trial.result === "failed" ? trial.failure : null,
        skipped: trial.result === "skipped" ? trial.why : null,
      },
    ];
  });
  return { data: diagnose(tried, principalOf(arn), view.nowMs) };
}

/** Who asks decides only where the remedy goes. */
async function arnOf(view: ViewRequest): Promise<string> {
  try {
    return (await getCallerIdentity(view.scope)).arn;
  } catch (error) {
    if (error instanceof AwsFailure) return "";
    throw error;
  }
}
