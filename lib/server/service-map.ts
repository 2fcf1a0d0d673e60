import "server-only";
import { listAllEventSources, listFunctions } from "@/lib/aws/lambda";
import { getCallerIdentity } from "@/lib/aws/sts";
import { getServiceGraph } from "@/lib/aws/xray";
import type { Failure } from "@/lib/model/failure";
import type { Window } from "@/lib/model/metric";
import type { Panel } from "@/lib/model/panel";
import type { ServiceGraph } from "@/lib/model/trace";
import type { Answer } from "@/lib/model/views/overview";
import type { ServiceMap, ServiceMapView } from "@/lib/model/views/service-map";
import { loadApis } from "@/lib/server/load-apis";
import { loadFunctionFigures } from "@/lib/server/load-functions";
import { loadIntegrations } from "@/lib/server/load-integrations";
import { metaOf } from "@/lib/server/meta";
import { dataOf, type Empty, type Found, optional, panelOf } from "@/lib/server/panel-of";
import { accountOf } from "@/lib/server/service-map-account";
import { type Spend, spendAfter } from "@/lib/server/spend";
import { startView, type ViewRequest } from "@/lib/server/view-request";
import { mapAnswer } from "@/lib/service-map/answer";
import { changesIn, compareMaps } from "@/lib/service-map/compare";
import { mergeGraphs } from "@/lib/service-map/merge-graphs";
import { type Account, reconcile } from "@/lib/service-map/reconcile";
import { visibleMap } from "@/lib/service-map/visible";
import type { RawSearch } from "@/lib/url/search";
import { parseServiceMap, type ServiceMapParams } from "@/lib/url/service-map";

export interface ServiceMapLoads {
  readonly view: ViewRequest;
  readonly params: ServiceMapParams;
  readonly map: Promise<Panel<ServiceMap>>;
  readonly answer: Promise<Panel<Answer>>;
  readonly spend: Promise<Spend>;
}

/** @throws BadParameter, AccountTrouble before anything is loaded. */
export async function startServiceMap(search: RawSearch, signal: AbortSignal): Promise<ServiceMapLoads> {
  const params = parseServiceMap(search);
  const { view, account } = await startView(search, signal);
  const map = panelOf(() => loadMap(view, params));
  const answer = map.then(
    (panel): Panel<Answer> =>
      panel.state === "ok" || panel.state === "partial"
        ? { state: "ok", data: mapAnswer(panel.data) }
        : panel,
  );
  const spend = spendAfter(view, [map]);
  await account;
  return { view, params, map, answer, spend };
}

/** The JSON twin: `focus`, `hops` and `health` cut the map as on the page. */
export async function loadServiceMap(search: RawSearch, signal: AbortSignal): Promise<ServiceMapView> {
  const { view, params, map, answer } = await startServiceMap(search, signal);
  const [panel, told] = await Promise.all([map, answer]);
  const data = dataOf(panel);
  const cut = data === null ? null : visibleMap(data, params);
  return {
    meta: metaOf(view, { map: panel }),
    answer: dataOf(told) ?? {
      health: "unknown",
      sentence: panel.state === "empty" ? panel.reason : "Cannot tell: the map could not be read.",
    },
    map: data === null || cut === null ? null : { ...data, nodes: [...cut.nodes], edges: [...cut.edges] },
  };
}

async function loadMap(view: ViewRequest, params: ServiceMapParams): Promise<Found<ServiceMap> | Empty> {
  const [graphs, before, known] = await Promise.all([
    optional(getServiceGraph(view.scope, view.window)),
    params.compare ? optional(getServiceGraph(view.scope, view.previous)) : null,
    loadAccount(view),
  ]);
  const failures = [...graphs.failures, ...(before?.failures ?? []), ...known.failures];
  const { ownAccount, account } = known;
  const mapOf = (window: Window, found: readonly ServiceGraph[] | null, beside: Account) =>
    reconcile(found === null ? null : mergeGraphs(found, ownAccount), beside, window.toMs - window.fromMs);
  const now = mapOf(view.window, graphs.value, account);
  if (now.nodes.length === 0) return emptyOr(failures);
  if (!before?.value || graphs.value === null) return { data: { ...now, comparison: null }, failures };
  const old = mapOf(view.previous, before.value, { functions: null, stages: null, links: [] });
  const compared = compareMaps(now, old);
  return {
    data: { ...now, ...compared, comparison: { ...view.previous, ...changesIn(compared) } },
    failures,
  };
}

function emptyOr(failures: readonly Failure[]): Empty | Found<ServiceMap> {
  if (failures.length > 0) {
    const nothing = {
      coverage: { requests: null, invocations: null },
      nodes: [],
      edges: [],
      comparison: null,
    };
    return { data: nothing, failures };
  }
  return {
    empty: {
      reason: "Nothing ran in this window: X-Ray has no traces, and CloudWatch counted no requests.",
      nextStep: "Choose a longer window or another region.",
    },
  };
}

interface KnownAccount {
  readonly ownAccount: string | null;
  readonly account: Account;
  readonly failures: readonly Failure[];
}

/** CloudWatch's figures and the configuration. Each part may be missing without harm to the rest. */
async function loadAccount(view: ViewRequest): Promise<KnownAccount> {
  const figures = optional(loadFunctionFigures(view));
  const apis = optional(loadApis(view));
  const [identity, functions, eventSources, rows, stages, integrations] = await Promise.all([
    optional(getCallerIdentity(view.scope)),
    optional(listFunctions(view.scope)),
    optional(listAllEventSources(view.scope)),
    figures,
    apis,
    apis.then(({ value }) => loadIntegrations(view, value?.data.rows ?? [])),
  ]);
  const ownAccount = identity.value?.accountId ?? functions.value?.[0]?.arn.split(":")[4] ?? null;
  return {
    ownAccount,
    account: accountOf(
      {
        rows: rows.value?.data ?? null,
        functions: functions.value,
        stages: stages.value?.data.rows ?? null,
        integrations: integrations.data,
        eventSources: eventSources.value ?? [],
      },
      ownAccount,
    ),
    failures: [
      ...functions.failures,
      ...eventSources.failures,
      ...rows.failures,
      ...(rows.value?.failures ?? []),
      ...stages.failures,
      ...(stages.value?.failures ?? []),
      ...(integrations.failures ?? []),
    ],
  };
}
