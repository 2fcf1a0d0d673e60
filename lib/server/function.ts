import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import {
  getFunction,
  getReservedConcurrency,
  listAliases,
  listEventSourceMappings,
  listProvisionedConcurrency,
} from "@/lib/aws/lambda";
import type { Zone } from "@/lib/base/format-time";
import { subjectAnswer } from "@/lib/metrics/answer";
import { functionCharts } from "@/lib/metrics/function-charts";
import { functionRow } from "@/lib/metrics/function-rows";
import {
  functionPageQueries,
  provisionedQueries,
  versionKey,
  versionQueries,
} from "@/lib/metrics/lambda-queries";
import { functionTotals, versionRow } from "@/lib/metrics/totals";
import type { Deployment } from "@/lib/model/deployment";
import type { LambdaAlias } from "@/lib/model/lambda";
import type { MetricData } from "@/lib/model/metric";
import type { Panel } from "@/lib/model/panel";
import type { Chart } from "@/lib/model/views/common";
import type { Comparison } from "@/lib/model/views/comparison";
import type { SubjectCost } from "@/lib/model/views/cost";
import type {
  Alias,
  EventSource,
  FunctionConfiguration,
  FunctionTotals,
  FunctionView,
  VersionRow,
} from "@/lib/model/views/function";
import type { Answer } from "@/lib/model/views/overview";
import { startFunctionComparisons } from "@/lib/server/comparison/start-comparisons";
import { loadFunctionCost } from "@/lib/server/cost/function-cost";
import { deploymentRows } from "@/lib/server/deployments/deployment-rows";
import { loadFunctionDeployments } from "@/lib/server/deployments/load-deployments";
import { metaOf } from "@/lib/server/meta";
import { NotFound } from "@/lib/server/not-found";
import { dataOf, type Found, failureIn, failuresOf, optional, panelOf } from "@/lib/server/panel-of";
import { type Spend, spendAfter } from "@/lib/server/spend";
import { tellTimeIn } from "@/lib/server/tell-time";
import { startView, type ViewRequest } from "@/lib/server/view-request";
import { waitBriefly } from "@/lib/server/wait-briefly";
import { quoteInput } from "@/lib/url/bad-parameter";
import { parseComparison } from "@/lib/url/comparison";
import type { RawSearch } from "@/lib/url/search";

export interface FunctionLoads {
  readonly view: ViewRequest;
  readonly name: string;
  readonly answer: Promise<Panel<Answer>>;
  readonly configuration: Promise<Panel<FunctionConfiguration>>;
  readonly aliases: Promise<Panel<readonly Alias[]>>;
  readonly eventSources: Promise<Panel<readonly EventSource[]>>;
  readonly charts: Promise<Panel<readonly Chart[]>>;
  readonly totals: Promise<Panel<FunctionTotals>>;
  /** For the JSON alone: the page compares them instead. */
  readonly loadVersions: () => Promise<Panel<readonly VersionRow[]>>;
  readonly cost: Promise<Panel<SubjectCost>>;
  readonly deployments: Promise<Panel<readonly Deployment[]>>;
  /** Before and after the chosen deployment; null when none is. */
  readonly comparison: Promise<Panel<Comparison | null>>;
  /** One for each alias that splits its traffic. */
  readonly versionComparisons: Promise<Panel<readonly Comparison[]>>;
  /** Id of the deployment that is looked at; null when none is. */
  readonly chosen: string | null;
  readonly spend: Promise<Spend>;
}

/** Letters, digits, hyphen, underscore; 64 at most, or 140 with the qualifiers of newer products. [M FunctionName] */
const FUNCTION_NAME = /^[A-Za-z0-9_-]{1,140}$/;

/**
 * Waits for the function's configuration before it answers, so that a name that does not exist is a 404 and not a page
 * of empty charts; all other loads are under way meanwhile.
 * @throws BadParameter, AccountTrouble, NotFound
 */
export async function startFunction(
  name: string,
  search: RawSearch,
  signal: AbortSignal,
  zone: Zone,
): Promise<FunctionLoads> {
  if (!FUNCTION_NAME.test(name)) {
    throw new NotFound(
      `${quoteInput(name)} is not the name of a Lambda function.`,
      "Names have letters, digits, hyphens and underscores. The overview lists all functions.",
    );
  }
  // Before any load starts: an address that is refused later would leave loads that nobody listens to.
  const compared = parseComparison(search);
  const { view, account } = await startView(search, signal);
  const metrics = getMetricData(view.scope, functionPageQueries(name, view.periods), view.window);
  const aliasLoad = listAliases(view.scope, name);
  const aliases = panelOf(async () => ({
    data: (await aliasLoad).map((alias) => ({ ...alias, versions: [...alias.versions] })),
  }));
  const eventSources = panelOf(() => loadEventSources(view, name));
  const configurationLoad = loadConfiguration(view, name);
  const configuration = panelOf(() => configurationLoad);
  const totals = panelOf(async () => {
    const data = await metrics;
    return { data: functionTotals((key) => data.byKey.get(key)), failures: data.failures };
  });
  const charts = panelOf(() => loadCharts(view, name, metrics, configuration));
  const cost = panelOf(() => loadFunctionCost(view, name));
  const deployments = panelOf(() => loadFunctionDeployments(view, name));
  const { comparison, versionComparisons } = startFunctionComparisons(view, name, compared, deployments);
  const answer = panelOf(async () => ({ data: tell(name, await metrics, view, zone) }));
  const spend = spendAfter(view, [
    answer,
    configuration,
    aliases,
    eventSources,
    charts,
    totals,
    cost,
    deployments,
    comparison,
    versionComparisons,
  ]);
  await account;
  await waitBriefly(throwIfMissing(name, view.region, configurationLoad));
  return {
    view,
    name,
    answer,
    configuration,
    aliases,
    eventSources,
    charts,
    totals,
    loadVersions: () => panelOf(() => loadVersions(view, name, aliasLoad)),
    cost,
    deployments,
    comparison,
    versionComparisons,
    chosen: compared.deployment,
    spend,
  };
}

/** The JSON twin. */
export async function loadFunction(
  name: string,
  search: RawSearch,
  signal: AbortSignal,
  zone: Zone,
): Promise<FunctionView> {
  const loads = await startFunction(name, search, signal, zone);
  const [
    answer,
    configuration,
    aliases,
    eventSources,
    charts,
    totals,
    versions,
    cost,
    deployments,
    comparison,
    versionComparisons,
  ] = await Promise.all([
    loads.answer,
    loads.configuration,
    loads.aliases,
    loads.eventSources,
    loads.charts,
    loads.totals,
    loads.loadVersions(),
    loads.cost,
    loads.deployments,
    loads.comparison,
    loads.versionComparisons,
  ]);
  const copy = <T>(panel: Panel<readonly T[]>): T[] | null => {
    const data = dataOf(panel);
    return data === null ? null : [...data];
  };
  return {
    meta: metaOf(loads.view, {
      configuration,
      aliases,
      eventSources,
      charts,
      totals,
      versions,
      cost,
      deployments,
      comparison,
      versionComparisons,
    }),
    name,
    answer: dataOf(answer) ?? { health: "unknown", sentence: "Cannot tell: the metrics could not be read." },
    configuration: dataOf(configuration),
    aliases: copy(aliases),
    eventSources: copy(eventSources),
    charts: copy(charts),
    totals: dataOf(totals),
    deployments: deploymentRows(dataOf(deployments)),
    comparison: dataOf(comparison),
    versionComparisons: copy(versionComparisons),
    versions: copy(versions),
    cost: dataOf(cost),
  };
}

async function throwIfMissing(name: string, region: string, load: Promise<unknown>): Promise<void> {
  try {
    await load;
  } catch (error) {
    if (failureIn(error)?.kind === "not-found") {
      throw new NotFound(
        `There is no function ${quoteInput(name)} in ${region}.`,
        "It may be in another region or account, or deleted. The overview lists all functions.",
      );
    }
  }
}

async function loadConfiguration(view: ViewRequest, name: string): Promise<Found<FunctionConfiguration>> {
  const [fn, reserved, provisioned] = await Promise.all([
    getFunction(view.scope, name),
    optional(getReservedConcurrency(view.scope, name)),
    optional(listProvisionedConcurrency(view.scope, name)),
  ]);
  const { version: _version, ...configuration } = fn;
  return {
    data: {
      ...configuration,
      reservedConcurrency: reserved.value,
      provisioned: (provisioned.value ?? []).map((one) => ({ ...one })),
    },
    failures: [...reserved.failures, ...provisioned.failures],
  };
}

async function loadEventSources(view: ViewRequest, name: string): Promise<Found<EventSource[]>> {
  const mappings = await listEventSourceMappings(view.scope, name);
  return {
    data: mappings.map((mapping) => ({ ...mapping, service: mapping.arn.split(":")[2] || "unknown" })),
  };
}

async function loadCharts(
  view: ViewRequest,
  name: string,
  metrics: Promise<MetricData>,
  configurationPanel: Promise<Panel<FunctionConfiguration>>,
): Promise<Found<Chart[]>> {
  const told = await configurationPanel;
  const configuration = dataOf(told);
  const qualifiers = configuration?.provisioned.map((one) => one.qualifier) ?? [];
  const [data, more] = await Promise.all([
    metrics,
    qualifiers.length === 0
      ? null
      : getMetricData(
          view.scope,
          qualifiers.flatMap((qualifier) => provisionedQueries(name, qualifier, view.periods)),
          view.window,
        ),
  ]);
  const all: MetricData = {
    byKey: new Map([...data.byKey, ...(more?.byKey ?? [])]),
    failures: [...data.failures, ...(more?.failures ?? [])],
  };
  // The lines of its limits, and charts of what is provisioned, are missing then.
  return {
    data: functionCharts(all, view.grid, configuration),
    failures: [...all.failures, ...failuresOf(told)],
  };
}

/** Only aliases that split traffic: elsewhere the function's own figures say it all. */
async function loadVersions(
  view: ViewRequest,
  name: string,
  aliasLoad: Promise<readonly LambdaAlias[]>,
): Promise<Found<VersionRow[]>> {
  const split = (await aliasLoad)
    .filter((alias) => alias.versions.length > 1)
    .flatMap((alias) => alias.versions.map((one) => ({ alias: alias.name, ...one })));
  if (split.length === 0) return { data: [] };
  const data = await getMetricData(
    view.scope,
    split.flatMap((one) => versionQueries(name, one.alias, one.version, view.periods)),
    view.window,
  );
  return {
    data: split.map((one) =>
      versionRow(one, (figure) => data.byKey.get(versionKey(one.alias, one.version, figure))),
    ),
    failures: data.failures,
  };
}

function tell(name: string, data: MetricData, view: ViewRequest, zone: Zone): Answer {
  const row = functionRow(name, (key) => data.byKey.get(key), view.grid);
  const healthy = `Working: ${(row.invocations ?? 0).toLocaleString("en")} invocations, ${(row.errors ?? 0).toLocaleString("en")} errors, ${(row.throttles ?? 0).toLocaleString("en")} throttles in this window.`;
  return subjectAnswer(row, healthy, tellTimeIn(view.window, zone));
}
