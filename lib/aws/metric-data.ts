import "server-only";
import { AwsFailure } from "@/lib/aws/aws-failure";
import { fingerprintOf, type MetricChunk } from "@/lib/aws/metric-plan";
import type { MetricChunkAnswer } from "@/lib/aws/metric-results";
import type { Failure } from "@/lib/model/failure";
import type { Datapoints, MetricData, MetricQuery } from "@/lib/model/metric";

export interface ChunkOutcome {
  readonly chunk: MetricChunk;
  readonly answer: MetricChunkAnswer | AwsFailure;
}

/**
 * Puts the answers of all requests together under the callers' keys. Throws the first failure when nothing was
 * answered.
 */
export function assembleMetricData(
  queries: readonly MetricQuery[],
  outcomes: readonly ChunkOutcome[],
): MetricData {
  const byFingerprint = new Map<string, Datapoints>();
  const failures: Failure[] = [];
  let refused: AwsFailure | undefined;
  let answered = 0;
  for (const { chunk, answer } of outcomes) {
    if (answer instanceof AwsFailure) {
      refused ??= answer;
      failures.push(answer.failure);
      continue;
    }
    answered += 1;
    failures.push(...answer.failures);
    chunk.queries.forEach((query, index) => {
      const points = answer.results[index];
      if (points) byFingerprint.set(fingerprintOf(query), points);
    });
  }
  if (refused !== undefined && answered === 0) throw refused;
  return { byKey: pointsByKey(queries, byFingerprint), failures: withoutRepeats(failures) };
}

function pointsByKey(
  queries: readonly MetricQuery[],
  byFingerprint: ReadonlyMap<string, Datapoints>,
): ReadonlyMap<string, Datapoints> {
  const byKey = new Map<string, Datapoints>();
  for (const query of queries) {
    const points = byFingerprint.get(fingerprintOf(query));
    if (points !== undefined) byKey.set(query.key, points);
  }
  return byKey;
}

/** Twenty requests refused for one reason are one thing to tell. */
function withoutRepeats(failures: readonly Failure[]): readonly Failure[] {
  return [...new Map(failures.map((failure) => [`${failure.kind} ${failure.message}`, failure])).values()];
}
