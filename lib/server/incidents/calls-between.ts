import "server-only";
import type { Call } from "@/lib/incidents/incident-input";
import type { StageOfApi, Subject } from "@/lib/model/subject";
import { integrationsOf } from "@/lib/server/load-integrations";
import { type Found, optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Reading routes takes three of the ten calls a second that the account has for all of API Gateway's management. */
const MOST_STAGES = 10;

/** Which functions the troubled stages call, by their configuration. `troubled`: the worst first. */
export async function callsOfStages(
  view: ViewRequest,
  troubled: readonly Subject[],
): Promise<Found<readonly Call[] | null>> {
  const stages = troubled.filter((one): one is StageOfApi => one.kind === "stage").slice(0, MOST_STAGES);
  const read = await Promise.all(
    stages.map(async (from) => {
      const ref = { id: from.apiId, stage: from.stage, kind: from.apiKind };
      return { from, found: await optional(integrationsOf(view, ref)) };
    }),
  );
  const failures = read.flatMap(({ found }) => found.failures);
  if (read.length > 0 && failures.length === read.length) return { data: null, failures };
  return {
    data: read.flatMap(({ from, found }) =>
      (found.value?.routes ?? []).flatMap(({ functionName }): Call[] =>
        functionName === null ? [] : [{ from, to: { kind: "function", name: functionName } }],
      ),
    ),
    failures,
  };
}
