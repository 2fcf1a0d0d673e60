import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { listAllEventSources, listFunctions } from "@/lib/aws/lambda";
import { limitsAnswer } from "@/lib/concurrency/answer";
import type { TellTime } from "@/lib/concurrency/forecast";
import { type FunctionLimitFigures, limitRows } from "@/lib/concurrency/limit-rows";
import type { Series } from "@/lib/concurrency/series";
import { unknownLimits } from "@/lib/concurrency/unknown-limits";
import { gridOf, highest } from "@/lib/metrics/grid";
import { rowKey } from "@/lib/metrics/lambda-queries";
import { choosePeriod, pointsForMany } from "@/lib/metrics/period";
import type { LimitsFigures } from "@/lib/model/views/concurrency";
import { durationQueries, findRareMetrics, rareQueries } from "@/lib/server/concurrency/metric-asks";
import { nothingRan } from "@/lib/server/concurrency/nothing-ran";
import type { Named } from "@/lib/server/concurrency/read-concurrency";
import { seriesOf } from "@/lib/server/concurrency/series-of";
import { readStageLimits } from "@/lib/server/concurrency/stage-limits";
import { type Empty, type Found, optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** What is near a limit, by metrics and configuration alone. Stages only when all functions are asked about. */
export async function readLimits(
  view: ViewRequest,
  named: Named,
  withStages: boolean,
  tellTime: TellTime,
): Promise<Found<LimitsFigures> | Empty> {
  const settings = Promise.all([
    optional(listFunctions(view.scope)),
    optional(listAllEventSources(view.scope)),
    findRareMetrics(view),
    withStages ? readStageLimits(view) : null,
  ]);
  const { names, failures } = await named;
  if (names.length === 0 && failures.length === 0) return nothingRan;
  const stepMs = choosePeriod(view.window, view.nowMs, pointsForMany(names.length));
  const periods = { ...view.periods, stepMs };
  const grid = gridOf(view.window, stepMs, view.nowMs);
  const [data, { configuration, sources, rare, stages, rareData }] = await Promise.all([
    getMetricData(
      view.scope,
      names.flatMap((name) => durationQueries(name, periods)),
      view.window,
    ),
    settings.then(async ([configuration, sources, rare, stages]) => {
      const queries = names.flatMap((name) => rareQueries(name, rare, periods));
      const rareData = await optional(getMetricData(view.scope, queries, view.window));
      return { configuration, sources, rare, stages, rareData };
    }),
  ]);
  const configOf = new Map(configuration.value?.map((fn) => [fn.name, fn]));
  const streams = new Set(
    sources.value
      ?.filter(({ arn }) => arn.split(":")[2] === "dynamodb")
      .map(({ functionName }) => functionName),
  );
  const figures = names.map((name): FunctionLimitFigures => {
    const seen = (figure: string, combine: "sum" | "max"): Series | null => {
      const points = rareData.value?.byKey.get(rowKey(name, figure));
      return points ? seriesOf(points, grid, combine) : null;
    };
    const percent = seen("memory", "max");
    return {
      name,
      timeoutMs: configOf.get(name)?.timeoutMs ?? null,
      memoryMb: configOf.get(name)?.memoryMb ?? null,
      durationMax: seriesOf(data.byKey.get(rowKey(name, "durationMax")), grid, "max"),
      durationP99Ms: highest(data.byKey.get(rowKey(name, "p99"))),
      memory: percent && { ...percent, values: percent.values.map((v) => (v === null ? null : v / 100)) },
      iteratorAge: seen("iteratorAge", "max"),
      fixedRetention: streams.has(name),
      asyncAge: seen("asyncAge", "max"),
      dropped: seen("dropped", "sum"),
      deadLetterErrors: seen("deadLetterErrors", "sum"),
      destinationFailures: seen("destinationFailures", "sum"),
    };
  });
  const rows = limitRows(figures, stages?.figures ?? []);
  return {
    data: {
      answer: limitsAnswer(rows, tellTime),
      rows,
      unknown: unknownLimits({
        functions: names.length,
        withMemory: names.filter((name) => rare.memory.has(name)).length,
        withoutTimeout: figures.filter(({ timeoutMs }) => timeoutMs === null).length,
        stages: stages?.stages ?? 0,
        stagesWithLimit: stages?.withLimit ?? 0,
        stagesNotRead: stages?.notRead ?? 0,
      }),
    },
    failures: [
      ...failures,
      ...configuration.failures,
      ...sources.failures,
      ...rare.failures,
      ...rareData.failures,
      ...(rareData.value?.failures ?? []),
      ...data.failures,
      ...(stages?.failures ?? []),
    ],
  };
}
