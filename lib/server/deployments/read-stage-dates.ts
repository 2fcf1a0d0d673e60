import "server-only";
import { getRestDeployments } from "@/lib/aws/api-gateway";
import { getHttpDeployments } from "@/lib/aws/api-gateway-v2";
import { stageDeployments } from "@/lib/deployments/dated-changes";
import type { Api } from "@/lib/model/api-gateway";
import type { Deployment } from "@/lib/model/deployment";
import { stagesOf } from "@/lib/server/load-apis";
import { type Found, optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Deployments of the stages of some APIs as API Gateway dates them: two calls for each. */
export async function readStageDates(
  view: ViewRequest,
  apis: readonly Pick<Api, "id" | "name" | "kind">[],
): Promise<Found<readonly Deployment[]>> {
  const found = await Promise.all(
    apis.map(async (api) => {
      const [stages, deployments] = await Promise.all([
        optional(stagesOf(view, api)),
        optional(
          api.kind === "REST"
            ? getRestDeployments(view.scope, api.id)
            : getHttpDeployments(view.scope, api.id),
        ),
      ]);
      const all = stages.value ?? [];
      const data = all.flatMap(({ name }) =>
        stageDeployments(
          { kind: "stage", apiId: api.id, apiName: api.name, apiKind: api.kind, stage: name },
          all,
          deployments.value ?? [],
        ),
      );
      return { data, failures: [...stages.failures, ...deployments.failures] };
    }),
  );
  return {
    data: found.flatMap(({ data }) => data),
    // Twenty APIs refused for one reason are one thing to tell.
    failures: found.flatMap(({ failures }) => failures).slice(0, 1),
  };
}
