import "server-only";
import { AwsFailure } from "@/lib/aws/aws-failure";
import type { CallScope } from "@/lib/aws/call-scope";
import { loadMetricChunk } from "@/lib/aws/metric-chunk";
import { alignedWindow, chunksOf, fingerprintOf, type MetricChunk } from "@/lib/aws/metric-plan";
import type { MetricChunkAnswer } from "@/lib/aws/metric-results";
import type { Failure } from "@/lib/model/failure";
import type { Datapoints, MetricData, MetricQuery, Window } from "@/lib/model/metric";

/**
 * Datapoints of many metrics, by the callers' keys. For each query the window is widened to whole periods, so its
 * first and last datapoint may cover time outside it. All requests go out together; the same metric, statistic and
 * period under two keys is asked (and billed) once.
 *
 * A request that fails leaves its keys out of `byKey` and adds to `failures`; a key without data is there, empty.
 * Throws `AwsFailure` only when every request failed.
 */
export async function getMetricData(
  scope: CallScope,
  queries: readonly MetricQuery[],
  window: Window,
): Promise<MetricData> {
  const chunks = chunksOf(queries, window);
  const outcomes = await Promise.all(chunks.map((chunk) => outcomeOf(scope, chunk)));
  const firstFailed = outcomes.find((outcome) => outcome instanceof AwsFailure);
  if (firstFailed !== undefined && outcomes.every((outcome) => outcome instanceof AwsFailure))
    throw firstFailed;

  const byFingerprint = new Map<string, Datapoints>();
  const failures: Failure[] = [];
  outcomes.forEach((outcome, chunkIndex) => {
    if (outcome instanceof AwsFailure) {
      failures.push(outcome.failure);
      return;
    }
    failures.push(...outcome.failures);
    chunks[chunkIndex]?.queries.forEach((query, index) => {
      const points = outcome.results[index];
      if (points) byFingerprint.set(fingerprintOf(query), points);
    });
  });
  return { byKey: pointsByKey(queries, window, byFingerprint), failures: withoutRepeats(failures) };
}

/** An abandoned call or a mistake of ours is no part of the answer and goes on as an exception. */
async function outcomeOf(scope: CallScope, chunk: MetricChunk): Promise<MetricChunkAnswer | AwsFailure> {
  try {
    return await loadMetricChunk(scope, chunk);
  } catch (error) {
    if (error instanceof AwsFailure) return error;
    throw error;
  }
}

function pointsByKey(
  queries: readonly MetricQuery[],
  window: Window,
  byFingerprint: ReadonlyMap<string, Datapoints>,
): ReadonlyMap<string, Datapoints> {
  const byKey = new Map<string, Datapoints>();
  for (const query of queries) {
    const points = byFingerprint.get(fingerprintOf(query));
    if (points !== undefined) byKey.set(query.key, within(points, alignedWindow(window, query.periodMs)));
  }
  return byKey;
}

/** A request covers whole periods of its coarsest query: finer ones in it got more than they asked for. */
function within(points: Datapoints, { fromMs, toMs }: Window): Datapoints {
  const { timesMs, values } = points;
  const from = timesMs.findIndex((time) => time >= fromMs);
  if (from < 0) return { timesMs: [], values: [] };
  const after = timesMs.findIndex((time) => time >= toMs);
  if (from === 0 && after < 0) return points;
  const to = after < 0 ? timesMs.length : after;
  return { timesMs: timesMs.slice(from, to), values: values.slice(from, to) };
}

/** Twenty requests refused for one reason are one thing to tell. */
function withoutRepeats(failures: readonly Failure[]): readonly Failure[] {
  return [...new Map(failures.map((failure) => [`${failure.kind} ${failure.message}`, failure])).values()];
}
