import "server-only";
import { getMetricData, listMetrics } from "@/lib/aws/cloudwatch";
import { listFunctions } from "@/lib/aws/lambda";
import { HOUR_MS } from "@/lib/base/time";
import { functionRows, withConfiguration } from "@/lib/metrics/function-rows";
import { gridOf } from "@/lib/metrics/grid";
import { functionRowQueries } from "@/lib/metrics/lambda-queries";
import { choosePeriod, pointsForMany } from "@/lib/metrics/period";
import type { Failure } from "@/lib/model/failure";
import type { LambdaFunction } from "@/lib/model/lambda";
import type { FunctionRow } from "@/lib/model/views/overview";
import { type Found, optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/**
 * Figures of every function that ran, without configuration: two or three round trips, however many functions.
 * Names come from ListMetrics (500 a page) because ListFunctions gives 50 a page, one page after the other. Where
 * metrics may not be listed, ListFunctions has to do.
 */
export async function loadFunctionFigures(view: ViewRequest): Promise<Found<FunctionRow[]>> {
  const { names, failures } = await activeFunctionNames(view);
  if (names.length === 0) return { data: [], failures };
  const stepMs = choosePeriod(view.window, view.nowMs, pointsForMany(names.length));
  const data = await getMetricData(
    view.scope,
    names.flatMap((name) => functionRowQueries(name, { ...view.periods, stepMs })),
    view.window,
  );
  return {
    data: functionRows(names, data, gridOf(view.window, stepMs, view.nowMs)),
    failures: [...failures, ...data.failures],
  };
}

/** The same rows with runtime, memory and architecture, and those of functions that did not run. */
export async function addConfiguration(
  view: ViewRequest,
  figures: Promise<Found<FunctionRow[]>>,
): Promise<Found<FunctionRow[]>> {
  const [rows, functions] = await Promise.all([figures, optional(listFunctions(view.scope))]);
  return {
    data: functions.value ? withConfiguration(rows.data, functions.value) : rows.data,
    failures: [...(rows.failures ?? []), ...functions.failures],
  };
}

/** `RecentlyActive` sees three hours back; a window that reaches further needs the whole list. [M ListMetrics] */
const RECENT_MS = 3 * HOUR_MS;

/** Functions that ran lately, sorted: at least all that ran in the window. */
export async function activeFunctionNames(
  view: ViewRequest,
): Promise<{ names: string[]; failures: Failure[] }> {
  const recentlyActive = view.nowMs - view.window.fromMs <= RECENT_MS;
  const listed = await optional(
    listMetrics(view.scope, {
      namespace: "AWS/Lambda",
      name: "Invocations",
      dimensionNames: ["FunctionName"],
      ...(recentlyActive ? { recentlyActive } : {}),
    }),
  );
  const names = listed.value?.flatMap((metric) => {
    const { FunctionName: name, ...others } = metric.dimensions;
    return name !== undefined && Object.keys(others).length === 0 ? [name] : [];
  });
  if (names) return { names: [...new Set(names)].sort(), failures: [] };
  const functions: readonly LambdaFunction[] = await listFunctions(view.scope);
  return { names: functions.map((fn) => fn.name), failures: listed.failures };
}
