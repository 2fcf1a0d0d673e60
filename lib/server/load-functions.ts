import "server-only";
import { getMetricData, listMetrics } from "@/lib/aws/cloudwatch";
import { listFunctions } from "@/lib/aws/lambda";
import { HOUR_MS } from "@/lib/base/time";
import { functionRows, withConfiguration } from "@/lib/metrics/function-rows";
import { gridOf } from "@/lib/metrics/grid";
import { functionRowQueries, rowKey } from "@/lib/metrics/lambda-queries";
import { choosePeriod, pointsForMany } from "@/lib/metrics/period";
import type { Failure } from "@/lib/model/failure";
import type { LambdaFunction } from "@/lib/model/lambda";
import type { Metric } from "@/lib/model/metric";
import type { FunctionRow } from "@/lib/model/views/overview";
import { type Executions, executionsOf, withFunctionCosts } from "@/lib/server/cost/row-costs";
import { type Found, optional } from "@/lib/server/panel-of";
import { loadPriceList } from "@/lib/server/price-list";
import type { ViewRequest } from "@/lib/server/view-request";

/** Rows, and what their cost is made of once the configuration is known. */
export interface FunctionFigures extends Found<FunctionRow[]> {
  readonly executions: ReadonlyMap<string, Executions>;
}

/** Up to here the peaks by period are no more datapoints than larger accounts ask for anyway. */
const MOST_PEAKS = 100;

/**
 * Figures of every function that ran, without configuration: two or three round trips, however many functions.
 * Names come from ListMetrics (500 a page) because ListFunctions gives 50 a page, one page after the other. Where
 * metrics may not be listed, ListFunctions has to do.
 */
export async function loadFunctionFigures(view: ViewRequest): Promise<FunctionFigures> {
  const [{ names, failures }, provisioned] = await Promise.all([
    activeFunctionNames(view),
    provisionedFunctionNames(view),
  ]);
  if (names.length === 0) return { data: [], failures, executions: new Map() };
  const stepMs = choosePeriod(view.window, view.nowMs, pointsForMany(names.length));
  const peakByPeriod = names.length <= MOST_PEAKS;
  const data = await getMetricData(
    view.scope,
    names.flatMap((name) =>
      functionRowQueries(
        name,
        { ...view.periods, stepMs },
        { peakByPeriod, provisioned: provisioned?.has(name) ?? false },
      ),
    ),
    view.window,
  );
  const grid = gridOf(view.window, stepMs, view.nowMs);
  const executions = names.flatMap((name) => {
    const ran = executionsOf(
      (figure) => data.byKey.get(rowKey(name, figure)),
      grid,
      peakByPeriod,
      provisioned === null ? "unknown" : provisioned.has(name) ? "yes" : "no",
    );
    return ran ? [[name, ran] as const] : [];
  });
  return {
    data: functionRows(names, data, grid),
    failures: [...failures, ...data.failures],
    executions: new Map(executions),
  };
}

/** The same rows with runtime, memory, architecture and cost, and those of functions that did not run. */
export async function addConfiguration(
  view: ViewRequest,
  figures: Promise<FunctionFigures>,
): Promise<Found<FunctionRow[]>> {
  const [found, functions] = await Promise.all([figures, optional(listFunctions(view.scope))]);
  const { data, executions, failures = [] } = found;
  const rows = functions.value
    ? withFunctionCosts(
        withConfiguration(data, functions.value),
        executions,
        functions.value,
        loadPriceList(view.region),
      )
    : data;
  return { data: rows, failures: [...failures, ...functions.failures] };
}

/**
 * Functions of which CloudWatch knows executions in provisioned environments: these have a price of their own. One call,
 * beside that for the names; null: could not be listed.
 */
async function provisionedFunctionNames(view: ViewRequest): Promise<ReadonlySet<string> | null> {
  const { value } = await optional(listActive(view, "ProvisionedConcurrencyInvocations"));
  return value && new Set(value.flatMap(({ dimensions }) => dimensions.FunctionName ?? []));
}

function listActive(view: ViewRequest, name: string): Promise<readonly Metric[]> {
  const recentlyActive = view.nowMs - view.window.fromMs <= RECENT_MS;
  return listMetrics(view.scope, {
    namespace: "AWS/Lambda",
    name,
    dimensionNames: ["FunctionName"],
    ...(recentlyActive ? { recentlyActive } : {}),
  });
}

/** `RecentlyActive` sees three hours back; a window that reaches further needs the whole list. [M ListMetrics] */
const RECENT_MS = 3 * HOUR_MS;

/** Functions that ran lately, sorted: at least all that ran in the window. */
export async function activeFunctionNames(
  view: ViewRequest,
): Promise<{ names: string[]; failures: Failure[] }> {
  const listed = await optional(listActive(view, "Invocations"));
  const names = listed.value?.flatMap((metric) => {
    const { FunctionName: name, ...others } = metric.dimensions;
    return name !== undefined && Object.keys(others).length === 0 ? [name] : [];
  });
  if (names) return { names: [...new Set(names)].sort(), failures: [] };
  const functions: readonly LambdaFunction[] = await listFunctions(view.scope);
  return { names: functions.map((fn) => fn.name), failures: listed.failures };
}
