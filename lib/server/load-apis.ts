import "server-only";
import { getRestStages, listRestApis } from "@/lib/aws/api-gateway";
import { getHttpStages, listHttpApis } from "@/lib/aws/api-gateway-v2";
import { AwsFailure } from "@/lib/aws/aws-failure";
import { getMetricData, listMetrics } from "@/lib/aws/cloudwatch";
import {
  previousStageQueries,
  restMetricName,
  type StageSubject,
  stageRowQueries,
} from "@/lib/metrics/api-queries";
import { apiRows } from "@/lib/metrics/api-rows";
import { apiTiles } from "@/lib/metrics/tiles";
import type { Api, ApiStage } from "@/lib/model/api-gateway";
import type { Failure } from "@/lib/model/failure";
import type { Metric } from "@/lib/model/metric";
import type { ApiRow, Tile } from "@/lib/model/views/overview";
import { withGatewayCosts } from "@/lib/server/cost/row-costs";
import { type Found, optional } from "@/lib/server/panel-of";
import { loadPriceList } from "@/lib/server/price-list";
import { previousPeriods, type ViewRequest } from "@/lib/server/view-request";

export interface ApiFigures {
  readonly rows: readonly ApiRow[];
  readonly tiles: readonly Tile[];
}

/** Rows and tiles of all stages: the APIs, their stages, then their figures now and in the window before. */
export async function loadApis(view: ViewRequest): Promise<Found<ApiFigures>> {
  const { subjects, failures } = await loadStages(view);
  const queries = subjects.flatMap((subject) => stageRowQueries(subject, view.periods));
  const previous = subjects.flatMap((subject) => previousStageQueries(subject, previousPeriods(view)));
  const [now, before] = await Promise.all([
    getMetricData(view.scope, queries, view.window),
    optional(getMetricData(view.scope, previous, view.previous)),
  ]);
  return {
    data: {
      rows: withGatewayCosts(apiRows(subjects, now, view.grid), loadPriceList(view.region)),
      tiles: apiTiles(subjects, now, before.value, view.grid),
    },
    failures: [...failures, ...now.failures, ...before.failures],
  };
}

/**
 * Every stage that has metrics or exists. Stages come from ListMetrics where an API has any: asking each API for its
 * stages is limited to 10 calls a second for the whole account. [D API Gateway limits]
 */
export async function loadStages(
  view: ViewRequest,
): Promise<{ subjects: StageSubject[]; failures: Failure[] }> {
  const [rest, http, metrics] = await Promise.all([
    optional(listRestApis(view.scope)),
    optional(listHttpApis(view.scope)),
    optional(listMetrics(view.scope, { namespace: "AWS/ApiGateway", dimensionNames: ["Stage"] })),
  ]);
  const failures = [...rest.failures, ...http.failures, ...metrics.failures];
  // Without one of the lists a part is missing; without all of them there is nothing to show but the failure.
  if (!rest.value && !http.value && failures[0]) throw new AwsFailure(failures[0]);
  const apis = [...(rest.value ?? []), ...(http.value ?? [])];
  const seen = stagesInMetrics(apis, metrics.value ?? []);
  const silent = apis.filter((api) => !seen.has(api.id));
  const asked = await Promise.all(
    silent.map(async (api) => ({ api, stages: await optional(stagesOf(view, api)) })),
  );
  const subjects = apis.flatMap((api): StageSubject[] => {
    const stages = seen.get(api.id) ?? asked.find((one) => one.api === api)?.stages.value?.map((s) => s.name);
    return [...(stages ?? [])].sort().map((stage) => ({ ...identity(api), stage }));
  });
  return { subjects, failures: [...failures, ...asked.flatMap((one) => one.stages.failures)] };
}

function identity({ id, name, kind }: Api): Omit<StageSubject, "stage"> {
  return { id, name, kind };
}

export function stagesOf(view: ViewRequest, api: Pick<Api, "id" | "kind">): Promise<readonly ApiStage[]> {
  return api.kind === "REST" ? getRestStages(view.scope, api.id) : getHttpStages(view.scope, api.id);
}

/** Stage names by API id. A canary's own metrics (`stage/Canary`) belong to its stage. */
function stagesInMetrics(apis: readonly Api[], metrics: readonly Metric[]): Map<string, Set<string>> {
  const byMetricName = new Map<string, string[]>();
  for (const api of apis) {
    const key = api.kind === "REST" ? `name ${restMetricName(api.name, api.id)}` : `id ${api.id}`;
    byMetricName.set(key, [...(byMetricName.get(key) ?? []), api.id]);
  }
  const stages = new Map<string, Set<string>>();
  for (const { dimensions } of metrics) {
    const { ApiName: name, ApiId: id, Stage: stage } = dimensions;
    if (stage === undefined || stage.endsWith("/Canary")) continue;
    const owners = byMetricName.get(name !== undefined ? `name ${name}` : `id ${id ?? ""}`) ?? [];
    // Two REST APIs of one name share metrics: which of them has the stage is not told there.
    if (owners.length !== 1) continue;
    for (const owner of owners) stages.set(owner, (stages.get(owner) ?? new Set()).add(stage));
  }
  return stages;
}
