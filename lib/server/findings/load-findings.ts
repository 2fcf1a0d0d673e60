import "server-only";
import { getMetricData, listMetrics } from "@/lib/aws/cloudwatch";
import { lasts } from "@/lib/metrics/spikes/lasts";
import { type Spans, spansOf } from "@/lib/metrics/spikes/spans";
import { figureOn } from "@/lib/metrics/spikes/watched";
import type { Failure } from "@/lib/model/failure";
import type { SubjectFinding } from "@/lib/model/subject-finding";
import { dropRhythm } from "@/lib/server/findings/drop-rhythm";
import { findOnce } from "@/lib/server/findings/find-once";
import { refineOnsets } from "@/lib/server/findings/refine-onsets";
import { type FoundIn, type Watched, watchedSubjects } from "@/lib/server/findings/watched-subjects";
import { loadStages } from "@/lib/server/load-apis";
import { activeFunctionNames } from "@/lib/server/load-functions";
import { type Found, optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** What was looked at: nothing is said of the rest. */
export interface LookedAt {
  readonly functions: number;
  readonly ofFunctions: number;
  readonly stages: number;
  /** Whether durations and concurrency were looked at too, or failures and traffic only. */
  readonly loads: boolean;
  /** Length of a period, to which an onset is told. */
  readonly periodMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** Where what is usual of failures begins, and of what has a rhythm: both end at `fromMs`. */
  readonly baselineFromMs: number;
  readonly rhythmFromMs: number;
}

export interface FindingsOfRegion {
  /** By onset, then subject. */
  readonly findings: readonly SubjectFinding[];
  /** null: the window is shorter than a period of its metrics. */
  readonly lookedAt: LookedAt | null;
}

/**
 * What is unusual in the window, in every function and stage of the region, by its own hours before. Two or three round
 * trips and one more where something stands out. Billed metrics: 5 a function (3 beyond 200 functions, none beyond
 * 1,000), 1 more with a stream, 4 a stage; and per finding 2 to 4 where its onset is looked at more closely or
 * compared with earlier days. Baseline and window are one query: GetMetricData is billed by the metric, not by the
 * datapoint.
 */
export async function loadFindings(view: ViewRequest): Promise<Found<FindingsOfRegion>> {
  const [named, lag, stages] = await Promise.all([
    activeFunctionNames(view),
    optional(functionsWithLag(view)),
    optional(loadStages(view)),
  ]);
  const { watched, functions, loads, resolution } = watchedSubjects(
    named.names,
    lag.value ?? new Set(),
    stages.value?.subjects ?? [],
  );
  const failures = [
    ...named.failures,
    ...lag.failures,
    ...stages.failures,
    ...(stages.value?.failures ?? []),
  ];
  const spans = spansOf(view.window, view.nowMs, resolution);
  if (spans === null) return { data: { findings: [], lookedAt: null }, failures };
  const found = await findIn(view, watched, spans);
  return {
    data: {
      findings: found.findings,
      lookedAt: {
        functions,
        ofFunctions: named.names.length,
        stages: watched.length - functions,
        loads,
        periodMs: spans.periodMs,
        fromMs: spans.timesMs[spans.windowFrom] ?? spans.asked.toMs,
        toMs: spans.asked.toMs,
        baselineFromMs: spans.asked.fromMs,
        rhythmFromMs: spans.timesMs[spans.beforeFrom] ?? spans.asked.fromMs,
      },
    },
    failures: [...failures, ...found.failures],
  };
}

async function findIn(
  view: ViewRequest,
  watched: readonly Watched[],
  spans: Spans,
): Promise<{ findings: readonly SubjectFinding[]; failures: readonly Failure[] }> {
  if (watched.length === 0) return { findings: [], failures: [] };
  const queries = watched.flatMap((one) => one.queries(spans.periodMs));
  const data = await getMetricData(view.scope, queries, spans.asked);
  const found: FoundIn[] = [];
  for (const of of watched) {
    const series = of.series(figureOn((figure) => data.byKey.get(of.keyOf(figure)), spans));
    found.push(...findOnce(series, spans).map((one) => ({ ...one, of })));
    await breathe();
  }
  const unusual = await dropRhythm(view, found, spans);
  const dated = await refineOnsets(view, unusual.found, spans);
  return {
    findings: dated.found
      .filter((one) => lasts(one, spans))
      .map(({ of, watched: { measure, statistic }, finding }) => ({
        subject: of.subject,
        measure,
        statistic,
        finding,
      }))
      .sort((a, b) => a.finding.fromMs - b.finding.fromMs),
    failures: [...data.failures, ...unusual.failures, ...dated.failures],
  };
}

/** Hundreds of series take seconds together: other requests come in between. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function functionsWithLag(view: ViewRequest): Promise<ReadonlySet<string>> {
  const listed = await listMetrics(view.scope, {
    namespace: "AWS/Lambda",
    name: "IteratorAge",
    dimensionNames: ["FunctionName"],
  });
  return new Set(listed.flatMap(({ dimensions }) => dimensions.FunctionName ?? []));
}
