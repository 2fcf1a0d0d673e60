import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { getAccount } from "@/lib/aws/lambda";
import type { Zone } from "@/lib/base/format-time";
import { overviewAnswer } from "@/lib/metrics/answer";
import { previousRegionQueries, regionQueries } from "@/lib/metrics/lambda-queries";
import { lambdaTiles } from "@/lib/metrics/tiles";
import type { Panel } from "@/lib/model/panel";
import type { IncidentsFigures } from "@/lib/model/views/incidents";
import type { Answer, ApiRow, FunctionRow, Overview, Tile } from "@/lib/model/views/overview";
import { readIncidents } from "@/lib/server/incidents/read-incidents";
import { type ApiFigures, loadApis } from "@/lib/server/load-apis";
import { addConfiguration, loadFunctionFigures } from "@/lib/server/load-functions";
import { metaOf } from "@/lib/server/meta";
import { dataOf, type Empty, type Found, optional, panelOf } from "@/lib/server/panel-of";
import { type Spend, spendAfter } from "@/lib/server/spend";
import { tellTimeIn } from "@/lib/server/tell-time";
import { previousPeriods, startView, type ViewRequest } from "@/lib/server/view-request";
import type { RawSearch } from "@/lib/url/search";

/** All loads of the overview, under way. Each promise resolves to a state; none rejects for a fault of AWS. */
export interface OverviewLoads {
  readonly view: ViewRequest;
  /** There with the first rows. */
  readonly answer: Promise<Panel<Answer>>;
  /** The same with what happened: since when, and the suspected cause. */
  readonly fullAnswer: Promise<Panel<Answer>>;
  /** Onsets, alarms and limits. */
  readonly earlyIncidents: Promise<Panel<IncidentsFigures>>;
  /** The same with deployments. */
  readonly incidents: Promise<Panel<IncidentsFigures>>;
  readonly lambdaTiles: Promise<Panel<readonly Tile[]>>;
  readonly apiTiles: Promise<Panel<readonly Tile[]>>;
  /** Rows without configuration: there after two or three round trips. */
  readonly functionFigures: Promise<Panel<readonly FunctionRow[]>>;
  /** The same with configuration and with functions that did not run. */
  readonly functions: Promise<Panel<readonly FunctionRow[]>>;
  readonly apis: Promise<Panel<readonly ApiRow[]>>;
  readonly spend: Promise<Spend>;
}

/** @throws BadParameter, AccountTrouble before anything is loaded. */
export async function startOverview(
  search: RawSearch,
  signal: AbortSignal,
  zone: Zone,
  withIncidents = true,
): Promise<OverviewLoads> {
  const { view, account } = await startView(search, signal);
  const figures = loadFunctionFigures(view);
  const withConfiguration = addConfiguration(view, figures);
  const apiFigures = loadApis(view);
  const functionFigures = panelOf(async () => {
    const found = await figures;
    // Nothing ran: whether there is nothing at all is known only when the configuration is.
    return found.data.length > 0 ? found : orNoFunctions(await withConfiguration);
  });
  const functions = panelOf(async () => orNoFunctions(await withConfiguration));
  const apiPanel = panelOf(() => apiFigures);
  const apis = panelOf(async () => orNoApis(await apiFigures, (data) => data.rows));
  const apiTilePanel = panelOf(async () => orNoApis(await apiFigures, (data) => data.tiles));
  const lambdaTilePanel = panelOf(() => loadLambdaTiles(view));
  const rows = Promise.all([functionFigures, apiPanel]);
  const answerWith = async (incidents: IncidentsFigures | null): Promise<Panel<Answer>> => {
    const [fn, api] = await rows;
    const functionRows = fn.state === "empty" ? [] : dataOf(fn);
    const time = tellTimeIn(view.window, zone);
    return {
      state: "ok",
      data: overviewAnswer(functionRows, dataOf(api)?.rows ?? null, time, incidents?.incidents ?? []),
    };
  };
  const answer = answerWith(null);
  const reads = withIncidents ? readIncidents(view, zone, Promise.allSettled([rows, lambdaTilePanel])) : null;
  const earlyIncidents = reads ? panelOf(() => reads.early) : notAsked;
  const incidents = reads ? panelOf(() => reads.whole) : notAsked;
  const fullAnswer = incidents.then(
    (panel) => answerWith(dataOf(panel)),
    () => answer,
  );
  // Nobody may ask for it.
  fullAnswer.catch(() => undefined);
  const spend = spendAfter(view, [functions, apiPanel, lambdaTilePanel, incidents]);
  await account;
  return {
    view,
    answer,
    fullAnswer,
    earlyIncidents,
    incidents,
    lambdaTiles: lambdaTilePanel,
    apiTiles: apiTilePanel,
    functionFigures,
    functions,
    apis,
    spend,
  };
}

/** The JSON twin: everything, in one answer; what happened is `/api/incidents`. */
export async function loadOverview(search: RawSearch, signal: AbortSignal, zone: Zone): Promise<Overview> {
  const loads = await startOverview(search, signal, zone, false);
  const [answer, lambda, api, functions, apis] = await Promise.all([
    loads.answer,
    loads.lambdaTiles,
    loads.apiTiles,
    loads.functions,
    loads.apis,
  ]);
  const tiles = [dataOf(lambda), dataOf(api)];
  return {
    meta: metaOf(loads.view, { lambdaTiles: lambda, apiTiles: api, functions, apis }),
    answer: dataOf(answer) ?? { health: "unknown", sentence: "Cannot tell." },
    tiles: tiles.every((part) => part === null) ? null : tiles.flatMap((part) => part ?? []),
    functions: listOf(functions),
    apis: listOf(apis),
  };
}

const notAsked: Promise<Panel<IncidentsFigures>> = Promise.resolve({
  state: "empty",
  reason: "Not asked for.",
  nextStep: "",
});

async function loadLambdaTiles(view: ViewRequest): Promise<Found<Tile[]>> {
  const [now, before, account] = await Promise.all([
    getMetricData(view.scope, regionQueries(view.periods), view.window),
    optional(getMetricData(view.scope, previousRegionQueries(previousPeriods(view)), view.previous)),
    optional(getAccount(view.scope)),
  ]);
  const limit = account.value?.concurrencyLimit ?? null;
  return {
    data: lambdaTiles(now, before.value, view.grid, limit),
    failures: [...now.failures, ...before.failures, ...account.failures],
  };
}

function orNoFunctions(found: Found<FunctionRow[]>): Found<FunctionRow[]> | Empty {
  if (found.data.length > 0 || found.failures?.length) return found;
  return {
    empty: {
      reason: "No Lambda functions in this region.",
      nextStep: "Choose another region, or check that the credentials belong to the account you mean.",
    },
  };
}

function orNoApis<T>(found: Found<ApiFigures>, pick: (data: ApiFigures) => T): Found<T> | Empty {
  if (found.data.rows.length > 0 || found.failures?.length) {
    return { data: pick(found.data), failures: found.failures ?? [] };
  }
  return {
    empty: {
      reason: "No API Gateway stages in this region.",
      nextStep:
        "Choose another region. Functions that are called in other ways are listed with the functions.",
    },
  };
}

/** An honest "there are none" is an empty list; "could not be read" is null. */
function listOf<T>(panel: Panel<readonly T[]>): T[] | null {
  if (panel.state === "empty") return [];
  const data = dataOf(panel);
  return data === null ? null : [...data];
}
