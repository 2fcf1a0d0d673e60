import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { MINUTE_MS } from "@/lib/base/time";
import type { FunctionFigures, GatewayFigures } from "@/lib/cost/metric-usage";
import type { LogFigures, WindowFigures } from "@/lib/cost/window-usage";
import { stageDimensions } from "@/lib/metrics/api-queries";
import { type Grid, gridOf, highest, onGrid } from "@/lib/metrics/grid";
import { choosePeriod, pointsForMany, wholeWindowPeriod } from "@/lib/metrics/period";
import type { Failure } from "@/lib/model/failure";
import type { Datapoints, Metric, MetricData, MetricQuery, Window } from "@/lib/model/metric";
import type { CostFunction, CostGroup, CostStage, CostSubjects } from "@/lib/server/cost/subjects";
import type { ViewRequest } from "@/lib/server/view-request";

/** Bars of a chart; finer bins would not make the bill more exact. */
const MOST_BINS = 96;
/** Bins longer than an idle environment lives say less about the number of inits. */
const FINEST_MS = 5 * MINUTE_MS;

/** How much is asked of each function. */
export type Detail =
  /** Whatever narrows the bill. */
  | "bill"
  /** Executions and their duration: two metrics a function. */
  | "trend";

export interface MetricFigures {
  readonly figures: WindowFigures;
  readonly failures: readonly Failure[];
}

/** Bins of a window for so many subjects. */
export function costBinMs(view: ViewRequest, window: Window, subjects: CostSubjects): number {
  const most = Math.min(MOST_BINS, pointsForMany(subjects.functions.length + subjects.stages.length));
  const lengthMs = window.toMs - window.fromMs;
  const binMs = choosePeriod(window, view.nowMs, most);
  return binMs < FINEST_MS && lengthMs / FINEST_MS >= MOST_BINS / 4 ? FINEST_MS : binMs;
}

/**
 * What CloudWatch counted of the subjects, by bin. Up to five metrics a function, two a stage and one a log group.
 * @throws AwsFailure when nothing could be read
 */
export async function readMetricFigures(
  view: ViewRequest,
  subjects: CostSubjects,
  window: Window,
  binMs: number,
  detail: Detail,
): Promise<MetricFigures> {
  const grid = gridOf(window, binMs, view.nowMs);
  const wholeMs = wholeWindowPeriod(window, view.nowMs);
  const stages = subjects.stages.filter(({ kind }) => kind !== "WEBSOCKET");
  const data = await getMetricData(
    view.scope,
    [
      ...subjects.functions.flatMap((fn) => functionQueries(fn, detail, binMs, wholeMs)),
      ...stages.flatMap((stage) => stageQueries(stage, binMs)),
      ...subjects.groups.map((group) => groupQuery(group, binMs)),
    ],
    window,
  );
  const logBytes = new Map(
    subjects.groups.map((group) => [group, summed(data.byKey.get(groupKey(group)), grid)]),
  );
  return {
    figures: {
      timesMs: grid.timesMs,
      binMs,
      functions: subjects.functions.map((fn) => functionFigures(fn, data, grid, logBytes)),
      gateways: stages.map((stage) => gatewayFigures(stage, data, grid)),
      logs: [...logBytes].flatMap(([group, bytes]) => logFigures(group, bytes)),
      standing: subjects.standing,
    },
    failures: data.failures,
  };
}

/** A group's bytes are told with its function, unless it is shared or of another price. */
function isOwn(group: CostGroup, name: string): boolean {
  return group.functionName === name && group.logClass === "lambda";
}

function logFigures(group: CostGroup, bytes: readonly number[]): LogFigures[] {
  const { functionName, api, logClass } = group;
  if (functionName !== null && isOwn(group, functionName)) return [];
  return [{ group: group.info.name, functionName, api, logClass, bytes }];
}

function query(
  key: string,
  metric: Metric,
  periodMs: number,
  statistic: "Sum" | "Maximum" = "Sum",
): MetricQuery {
  return { key, metric, statistic, periodMs };
}

/** NUL stands in no name. */
function key(kind: "fn" | "api" | "logs", name: string, figure: string): string {
  return `${kind}\0${name}\0${figure}`;
}

/** [D monitoring-metrics-types] */
function functionQueries(
  { config: { name }, provisioned }: CostFunction,
  detail: Detail,
  binMs: number,
  wholeMs: number,
): MetricQuery[] {
  const of = (metric: string): Metric => ({
    namespace: "AWS/Lambda",
    name: metric,
    dimensions: { FunctionName: name },
  });
  const counts = ["Invocations", "Duration"].map((metric) =>
    query(key("fn", name, metric), of(metric), binMs),
  );
  const inits = [
    query(key("fn", name, "Errors"), of("Errors"), binMs),
    query(key("fn", name, "peak"), of("ConcurrentExecutions"), binMs, "Maximum"),
  ];
  const split = [
    query(key("fn", name, "provisioned"), of("ProvisionedConcurrencyInvocations"), binMs),
    query(key("fn", name, "longest"), of("Duration"), wholeMs, "Maximum"),
  ];
  return [...counts, ...(detail === "bill" ? inits : []), ...(provisioned.length > 0 ? split : [])];
}

function functionFigures(
  { config, architecture, provisioned }: CostFunction,
  data: MetricData,
  grid: Grid,
  logBytes: ReadonlyMap<CostGroup, readonly number[]>,
): FunctionFigures {
  const { name, memoryMb, ephemeralStorageMb } = config;
  const points = (figure: string) => data.byKey.get(key("fn", name, figure));
  return {
    functionName: name,
    architecture,
    memoryMb,
    ephemeralStorageMb: ephemeralStorageMb ?? 512,
    invocations: summed(points("Invocations"), grid),
    durationMs: summed(points("Duration"), grid),
    errors: summed(points("Errors"), grid),
    peak: onGrid(points("peak"), grid, "max", 0).map((value) => value ?? 0),
    provisioned:
      provisioned.length === 0
        ? null
        : { invocations: summed(points("provisioned"), grid), longestMs: highest(points("longest")) ?? 0 },
    logBytes: [...logBytes].find(([group]) => isOwn(group, name))?.[1] ?? null,
  };
}

/** [D api-gateway-metrics-and-dimensions, http-api-metrics] */
function stageQueries(stage: CostStage, binMs: number): MetricQuery[] {
  const dimensions = stageDimensions(stage);
  return (["Count", stage.kind === "REST" ? "4XXError" : "4xx"] as const).map((name) =>
    query(
      key("api", stage.label, name === "Count" ? name : "4xx"),
      { namespace: "AWS/ApiGateway", name, dimensions },
      binMs,
    ),
  );
}

function gatewayFigures({ label, kind }: CostStage, data: MetricData, grid: Grid): GatewayFigures {
  const figure = (name: string) => summed(data.byKey.get(key("api", label, name)), grid);
  return {
    api: label,
    apiKind: kind === "HTTP" ? "HTTP" : "REST",
    count: figure("Count"),
    status4xx: figure("4xx"),
  };
}

function groupKey({ info }: CostGroup): string {
  return key("logs", info.name, "bytes");
}

/** Uncompressed bytes as they were charged. [D CloudWatch-Logs-Monitoring-CloudWatch-Metrics] */
function groupQuery(group: CostGroup, binMs: number): MetricQuery {
  const dimensions = { LogGroupName: group.info.name };
  return query(groupKey(group), { namespace: "AWS/Logs", name: "IncomingBytes", dimensions }, binMs);
}

function summed(points: Datapoints | undefined, grid: Grid): readonly number[] {
  return onGrid(points, grid, "sum", 0).map((value) => value ?? 0);
}
