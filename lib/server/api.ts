import "server-only";
import { getRestRoutes } from "@/lib/aws/api-gateway";
import { getHttpRoutes } from "@/lib/aws/api-gateway-v2";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { formatRatio } from "@/lib/base/format-number";
import type { Zone } from "@/lib/base/format-time";
import { subjectAnswer } from "@/lib/metrics/answer";
import { apiCharts } from "@/lib/metrics/api-charts";
import {
  routeKey,
  routeQueries,
  type StageSubject,
  stagePageQueries,
  stageTotalsQueries,
} from "@/lib/metrics/api-queries";
import { apiRow } from "@/lib/metrics/api-rows";
import { apiTotals, withoutCanary } from "@/lib/metrics/totals";
import type { Api, ApiStage } from "@/lib/model/api-gateway";
import type { Deployment } from "@/lib/model/deployment";
import type { Failure } from "@/lib/model/failure";
import type { MetricData } from "@/lib/model/metric";
import type { Panel } from "@/lib/model/panel";
import type { ApiConfiguration, ApiTotals, ApiView, RouteRow } from "@/lib/model/views/api";
import type { Chart } from "@/lib/model/views/common";
import type { Comparison } from "@/lib/model/views/comparison";
import type { SubjectCost } from "@/lib/model/views/cost";
import type { Answer } from "@/lib/model/views/overview";
import type { StageLimits, StagePlans } from "@/lib/model/views/stage-limits";
import { startStageComparisons } from "@/lib/server/comparison/start-comparisons";
import { stageCost } from "@/lib/server/cost/stage-cost";
import { deploymentRows } from "@/lib/server/deployments/deployment-rows";
import { loadStageDeployments } from "@/lib/server/deployments/load-deployments";
import { findApi, findStage } from "@/lib/server/find-stage";
import { metaOf } from "@/lib/server/meta";
import { NotFound } from "@/lib/server/not-found";
import { dataOf, type Found, optional, panelOf } from "@/lib/server/panel-of";
import { type Spend, spendAfter } from "@/lib/server/spend";
import { tellTimeIn } from "@/lib/server/tell-time";
import { loadStageLimits } from "@/lib/server/usage-plans/load-stage-limits";
import { loadStagePlans } from "@/lib/server/usage-plans/load-stage-plans";
import { startView, type ViewRequest } from "@/lib/server/view-request";
import { waitBriefly } from "@/lib/server/wait-briefly";
import { parseComparison } from "@/lib/url/comparison";
import type { RawSearch } from "@/lib/url/search";

type CanaryTotals = NonNullable<ApiView["canary"]>;

export interface ApiLoads {
  readonly view: ViewRequest;
  readonly api: Api;
  readonly stage: string;
  readonly answer: Promise<Panel<Answer>>;
  readonly configuration: Promise<Panel<ApiConfiguration>>;
  readonly charts: Promise<Panel<readonly Chart[]>>;
  readonly totals: Promise<Panel<ApiTotals>>;
  /** For the JSON alone: the page compares it instead. null data: the stage has no canary. */
  readonly loadCanary: () => Promise<Panel<CanaryTotals | null>>;
  readonly routes: Promise<Panel<readonly RouteRow[]>>;
  readonly cost: Promise<Panel<SubjectCost>>;
  readonly deployments: Promise<Panel<readonly Deployment[]>>;
  /** Before and after the chosen deployment; null when none is. */
  readonly comparison: Promise<Panel<Comparison | null>>;
  /** The canary against the base; null: the stage has none. */
  readonly canaryComparison: Promise<Panel<Comparison | null>>;
  /** Id of the deployment that is looked at; null when none is. */
  readonly chosen: string | null;
  readonly limits: Promise<Panel<StageLimits>>;
  readonly usagePlans: Promise<Panel<StagePlans>>;
  readonly spend: Promise<Spend>;
}

/**
 * Finds the API among those of the region, then its stage, so that an unknown one is a 404; figures are under way
 * while the stage is looked up.
 * @throws BadParameter, AccountTrouble, NotFound, AwsFailure when the APIs cannot be listed at all
 */
export async function startApi(
  id: string,
  stageName: string,
  search: RawSearch,
  signal: AbortSignal,
  zone: Zone,
): Promise<ApiLoads> {
  // Before any load starts: an address that is refused later would leave loads that nobody listens to.
  const compared = parseComparison(search);
  const { view, account } = await startView(search, signal);
  const [{ api, namesakes }] = await Promise.all([findApi(view, id), account]);
  const subject: StageSubject = { id: api.id, name: api.name, kind: api.kind, stage: stageName };
  const metrics = getMetricData(
    view.scope,
    [...stagePageQueries(subject, view.periods), ...stageTotalsQueries(subject, view.periods)],
    view.window,
  );
  const stageLoad = findStage(view, api, stageName);
  const configuration = panelOf(async () => ({ data: configurationOf(api, stageName, await stageLoad) }));
  const charts = panelOf(async () => {
    const [data, stage] = await Promise.all([metrics, optional(stageLoad)]);
    const cached = (stage.value?.cacheSizeGb ?? null) !== null;
    const note =
      namesakes > 1 ? `${namesakes} REST APIs are named ${api.name}: CloudWatch adds them up.` : null;
    const all = apiCharts(data, view.grid, api.kind, cached);
    return {
      data: note === null ? all : all.map((chart) => ({ ...chart, note: chart.note ?? note })),
      failures: data.failures,
    };
  });
  const totals = panelOf(async () => {
    const data = await metrics;
    return { data: apiTotals((key) => data.byKey.get(key)), failures: data.failures };
  });
  const routes = panelOf(() => loadRoutes(view, subject, stageLoad));
  const cost = panelOf(async () => {
    const [data, { value, failures }] = await Promise.all([metrics, optional(stageLoad)]);
    const figures = apiTotals((key) => data.byKey.get(key));
    const told = stageCost(view, subject, figures, value?.cacheSizeGb);
    return "empty" in told ? told : { ...told, failures: [...data.failures, ...failures] };
  });
  const deployments = panelOf(() =>
    loadStageDeployments(view, {
      kind: "stage",
      apiId: api.id,
      apiName: api.name,
      apiKind: api.kind,
      stage: stageName,
    }),
  );
  const { comparison, canaryComparison } = startStageComparisons(
    view,
    subject,
    stageLoad,
    compared,
    deployments,
  );
  const limits = panelOf(() => loadStageLimits(view, metrics, stageLoad, tellTimeIn(view.window, zone)));
  const usagePlans = panelOf(() => loadStagePlans(view, subject));
  const answer = panelOf(async () => ({ data: tell(subject, await metrics, view, zone) }));
  // Listens to all of them, so that none is an unhandled rejection when the stage does not exist.
  const spend = spendAfter(view, [
    answer,
    configuration,
    charts,
    totals,
    routes,
    cost,
    deployments,
    comparison,
    canaryComparison,
    limits,
    usagePlans,
  ]);
  await waitBriefly(throwIfMissing(stageLoad));
  return {
    view,
    api,
    stage: stageName,
    answer,
    configuration,
    charts,
    totals,
    loadCanary: () => panelOf(() => loadCanary(view, subject, metrics, stageLoad)),
    routes,
    cost,
    deployments,
    comparison,
    canaryComparison,
    chosen: compared.deployment,
    limits,
    usagePlans,
    spend,
  };
}

/** The JSON twin. */
export async function loadApi(
  id: string,
  stage: string,
  search: RawSearch,
  signal: AbortSignal,
  zone: Zone,
): Promise<ApiView> {
  const loads = await startApi(id, stage, search, signal, zone);
  const [
    answer,
    configuration,
    charts,
    totals,
    canary,
    routes,
    cost,
    limits,
    usagePlans,
    deployments,
    comparison,
    canaryComparison,
  ] = await Promise.all([
    loads.answer,
    loads.configuration,
    loads.charts,
    loads.totals,
    loads.loadCanary(),
    loads.routes,
    loads.cost,
    loads.limits,
    loads.usagePlans,
    loads.deployments,
    loads.comparison,
    loads.canaryComparison,
  ]);
  return {
    meta: metaOf(loads.view, {
      configuration,
      charts,
      totals,
      canary,
      routes,
      cost,
      limits,
      usagePlans,
      deployments,
      comparison,
      canaryComparison,
    }),
    answer: dataOf(answer) ?? { health: "unknown", sentence: "Cannot tell: the metrics could not be read." },
    configuration: dataOf(configuration),
    charts: dataOf(charts)?.map((chart) => chart) ?? null,
    totals: dataOf(totals),
    canary: dataOf(canary),
    routes: dataOf(routes)?.map((route) => route) ?? null,
    cost: dataOf(cost),
    deployments: deploymentRows(dataOf(deployments)),
    comparison: dataOf(comparison),
    canaryComparison: dataOf(canaryComparison),
    limits: dataOf(limits),
    usagePlans: dataOf(usagePlans),
  };
}

async function throwIfMissing(stageLoad: Promise<ApiStage>): Promise<void> {
  try {
    await stageLoad;
  } catch (error) {
    if (error instanceof NotFound) throw error;
  }
}

function configurationOf(api: Api, stageName: string, stage: ApiStage): ApiConfiguration {
  const {
    name: _name,
    variables: _variables,
    routeThrottles: _routeThrottles,
    createdMs,
    canary,
    throttle,
    ...settings
  } = stage;
  return {
    id: api.id,
    name: api.name,
    kind: api.kind,
    description: api.description,
    createdMs: createdMs ?? api.createdMs,
    stage: stageName,
    ...settings,
    canary: canary && { ...canary },
    throttle: throttle && { ...throttle },
  };
}

async function loadCanary(
  view: ViewRequest,
  subject: StageSubject,
  base: Promise<MetricData>,
  stageLoad: Promise<ApiStage>,
): Promise<Found<CanaryTotals | null>> {
  const stage = await stageLoad;
  if (!stage.canary) return { data: null };
  const [baseData, canaryData] = await Promise.all([
    base,
    getMetricData(
      view.scope,
      stageTotalsQueries({ ...subject, stage: `${subject.stage}/Canary` }, view.periods),
      view.window,
    ),
  ]);
  const canary = apiTotals((key) => canaryData.byKey.get(key));
  return {
    data: {
      base: withoutCanary(
        apiTotals((key) => baseData.byKey.get(key)),
        canary,
      ),
      canary,
      note: `The canary takes ${formatRatio(stage.canary.share)} of requests. CloudWatch counts them in stage ${subject.stage} and again in ${subject.stage}/Canary: counts of the base are the difference. Percentiles cannot be subtracted: those of the base include the canary.`,
    },
    failures: [...baseData.failures, ...canaryData.failures],
  };
}

async function loadRoutes(
  view: ViewRequest,
  subject: StageSubject,
  stageLoad: Promise<ApiStage>,
): Promise<Found<RouteRow[]>> {
  const stage = await stageLoad;
  const unnamed: Failure[] = [];
  const routesOf = subject.kind === "REST" ? getRestRoutes : getHttpRoutes;
  const routes = await routesOf(view.scope, subject.id, stage.variables, (failure) => unnamed.push(failure));
  const guarded = routes.some(({ authorizer }) => authorizer !== null);
  const data = stage.detailedMetrics
    ? await getMetricData(
        view.scope,
        routes.flatMap((route) => routeQueries(subject, route, view.periods)),
        view.window,
      )
    : null;
  return {
    data: routes.map((route) => {
      const figures = apiTotals((figure) => data?.byKey.get(routeKey(route, figure)));
      return {
        ...route,
        count: figures.count,
        status4xx: figures.status4xx,
        status5xx: figures.status5xx,
        latencyP95Ms: figures.latencyP95Ms,
        integrationLatencyP95Ms: figures.integrationLatencyP95Ms,
      };
    }),
    failures: [...(data?.failures ?? []), ...(guarded ? unnamed : [])],
  };
}

function tell(subject: StageSubject, data: MetricData, view: ViewRequest, zone: Zone): Answer {
  const row = apiRow(subject, (key) => data.byKey.get(`series ${key}`), view.grid);
  const healthy = `Working: ${(row.count ?? 0).toLocaleString("en")} requests, ${(row.status5xx ?? 0).toLocaleString("en")} answered with 5xx in this window.`;
  return subjectAnswer(row, healthy, tellTimeIn(view.window, zone));
}
