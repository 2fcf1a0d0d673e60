import "server-only";
import { type StageSubject, stageKey, watchedStageQueries } from "@/lib/metrics/api-queries";
import { rowKey } from "@/lib/metrics/lambda-queries";
import { MAX_POINTS, pointsForMany } from "@/lib/metrics/period";
import type { Resolution } from "@/lib/metrics/spikes/spans";
import type { FigureAt, WatchedSeries } from "@/lib/metrics/spikes/watched";
import type { WatchedFinding } from "@/lib/metrics/spikes/watched-finding";
import {
  functionTrafficQueries,
  watchedFunctionQueries,
  watchedFunctionSeries,
} from "@/lib/metrics/spikes/watched-function";
import { watchedStageSeries } from "@/lib/metrics/spikes/watched-stage";
import type { MetricQuery } from "@/lib/model/metric";
import type { Subject } from "@/lib/model/subject";

/** A subject, what CloudWatch is asked for it, and how the answer is read. */
export interface Watched {
  readonly subject: Subject;
  readonly queries: (periodMs: number) => readonly MetricQuery[];
  /** The part of `queries` that a daily rhythm shows in. */
  readonly rhythmQueries: (periodMs: number) => readonly MetricQuery[];
  /** Key of one of its figures in the answer. */
  readonly keyOf: (figure: string) => string;
  readonly series: (figure: FigureAt) => readonly WatchedSeries[];
}

/** A finding with the subject in which it was found. */
export interface FoundIn extends WatchedFinding {
  readonly of: Watched;
}

/** More functions are looked at for failures only: three billed metrics each instead of five. */
const ALL_FIGURES = 200;
/** Up to here the longer baseline stays below the datapoints that GetMetricData gives in a second. */
const FEW = 60;
/** Of more functions the rest is left out, and said to be: 3,000 billed metrics, 3 US cents a look. */
const MOST = 1_000;

export interface Looked {
  readonly watched: readonly Watched[];
  readonly functions: number;
  readonly loads: boolean;
  /** An account of a thousand functions is looked at with a coarser eye. */
  readonly resolution: Resolution;
}

export function watchedSubjects(
  names: readonly string[],
  withLag: ReadonlySet<string>,
  stages: readonly StageSubject[],
): Looked {
  const loads = names.length <= ALL_FIGURES;
  const looked = names.slice(0, MOST);
  return {
    watched: [
      ...looked.map((name) => watchedFunction(name, loads, withLag.has(name))),
      ...stages.map(watchedStage),
    ],
    functions: looked.length,
    loads,
    resolution: {
      points: loads ? MAX_POINTS : pointsForMany(looked.length),
      far: looked.length <= FEW,
    },
  };
}

function watchedFunction(name: string, loads: boolean, lag: boolean): Watched {
  return {
    subject: { kind: "function", name },
    queries: (periodMs) => watchedFunctionQueries(name, { loads, lag }, periodMs),
    rhythmQueries: (periodMs) => functionTrafficQueries(name, periodMs),
    keyOf: (figure) => rowKey(name, figure),
    series: watchedFunctionSeries,
  };
}

function watchedStage(stage: StageSubject): Watched {
  const queries = (periodMs: number) => watchedStageQueries(stage, { stepMs: periodMs, wholeMs: periodMs });
  return {
    subject: {
      kind: "stage",
      apiId: stage.id,
      apiName: stage.name,
      apiKind: stage.kind,
      stage: stage.stage,
    },
    queries,
    rhythmQueries: (periodMs) => queries(periodMs).filter(({ key }) => key === stageKey(stage, "count")),
    keyOf: (figure) => stageKey(stage, figure),
    series: watchedStageSeries,
  };
}
