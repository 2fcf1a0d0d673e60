import "server-only";
import { getRestRoutes } from "@/lib/aws/api-gateway";
import { getHttpRoutes } from "@/lib/aws/api-gateway-v2";
import type { ApiRoute } from "@/lib/model/api-gateway";
import type { Failure } from "@/lib/model/failure";
import type { ApiRow } from "@/lib/model/views/overview";
import { stagesOf } from "@/lib/server/load-apis";
import { type Found, optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

export interface StageIntegrations {
  readonly id: string;
  readonly stage: string;
  /** null where the kind of API has no X-Ray. */
  readonly tracing: boolean | null;
  readonly routes: readonly ApiRoute[];
}

/**
 * Reading routes takes three calls an API, and the account has ten a second for all of API Gateway's management
 * [D API Gateway limits]: beyond so many stages the page would wait longer than it is worth.
 */
const MOST_STAGES = 30;

/** Which functions the busiest stages call, by their configuration. */
export async function loadIntegrations(
  view: ViewRequest,
  rows: readonly ApiRow[],
): Promise<Found<StageIntegrations[]>> {
  const busiest = rows
    .filter(({ count }) => (count ?? 0) > 0)
    .toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0));
  const read = await Promise.all(
    busiest.slice(0, MOST_STAGES).map((row) => optional(integrationsOf(view, row))),
  );
  return {
    data: read.flatMap(({ value }) => value ?? []),
    failures: [...read.flatMap(({ failures }) => failures), ...leftOut(busiest.length)],
  };
}

/** null: the API has no such stage. @throws AwsFailure */
export async function integrationsOf(
  view: ViewRequest,
  { id, stage, kind }: Pick<ApiRow, "id" | "stage" | "kind">,
): Promise<StageIntegrations | null> {
  const configured = (await stagesOf(view, { id, kind })).find(({ name }) => name === stage);
  if (!configured) return null;
  const routes = kind === "REST" ? getRestRoutes : getHttpRoutes;
  return {
    id,
    stage,
    tracing: configured.tracing,
    routes: await routes(view.scope, id, configured.variables),
  };
}

function leftOut(stages: number): Failure[] {
  if (stages <= MOST_STAGES) return [];
  return [
    {
      kind: "partial",
      operation: "apigateway:GET",
      message: `Integrations were read for the ${MOST_STAGES} busiest of ${stages} stages.`,
      nextStep: "Hops of the other stages are drawn only where X-Ray saw them.",
      action: null,
      resource: null,
    },
  ];
}
