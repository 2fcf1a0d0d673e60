import "server-only";
import type { GetMetricDataCommandOutput, MetricDataResult } from "@aws-sdk/client-cloudwatch";
import { operationName } from "@/lib/aws/aws-service";
import type { Failure, FailureKind } from "@/lib/model/failure";
import type { Datapoints } from "@/lib/model/metric";

/** Plain data, as the cache demands. */
export interface MetricChunkAnswer {
  /** By index of the query; null where AWS gave nothing usable, empty where there is no data. */
  readonly results: readonly (Datapoints | null)[];
  readonly failures: readonly Failure[];
}

const resultId = /^q(\d+)$/;

/** Ids must begin with a lower-case letter [M]. */
export function idOf(index: number): string {
  return `q${index}`;
}

/**
 * Merges the pages of one request. Pages repeat the ids and may overlap or come in any order; the status of the last
 * one counts. A query that the answer does not mention has no data.
 */
export function mergeResults(
  pages: readonly GetMetricDataCommandOutput[],
  queryCount: number,
): MetricChunkAnswer {
  const collected = Array.from({ length: queryCount }, () => new Collected());
  for (const wire of pages.flatMap((page) => page.MetricDataResults ?? [])) {
    collected[Number(resultId.exec(wire.Id ?? "")?.[1] ?? -1)]?.add(wire);
  }
  const messages = pages.flatMap((page) => page.Messages ?? []).map(({ Code, Value }) => Value ?? Code ?? "");
  return {
    results: collected.map((each) => each.datapoints()),
    failures: [
      ...statusFailures(collected),
      ...messages.filter((message) => message !== "").map((message) => failure("partial", message)),
    ],
  };
}

class Collected {
  status: string | undefined;
  readonly #valueByTime = new Map<number, number>();
  #ascending = true;
  #latest = Number.NEGATIVE_INFINITY;

  add({ Timestamps = [], Values = [], StatusCode }: MetricDataResult): void {
    this.status = StatusCode ?? this.status;
    const count = Math.min(Timestamps.length, Values.length);
    for (let i = 0; i < count; i += 1) this.#addPoint(Timestamps[i]?.getTime(), Values[i]);
  }

  datapoints(): Datapoints | null {
    if (this.status === "InternalError" || this.status === "Forbidden") return null;
    const points = [...this.#valueByTime];
    if (!this.#ascending) points.sort(([a], [b]) => a - b);
    return { timesMs: points.map(([time]) => time), values: points.map(([, value]) => value) };
  }

  #addPoint(time: number | undefined, value: number | undefined): void {
    if (time === undefined || value === undefined || Number.isNaN(time) || !Number.isFinite(value)) return;
    this.#ascending &&= time > this.#latest;
    this.#latest = Math.max(this.#latest, time);
    this.#valueByTime.set(time, value);
  }
}

function statusFailures(collected: readonly Collected[]): readonly Failure[] {
  const count = (status: string) => collected.filter((each) => each.status === status).length;
  const of = (n: number) => `${n} of ${collected.length} metrics`;
  const [partial, broken, forbidden] = [count("PartialData"), count("InternalError"), count("Forbidden")];
  return [
    ...(partial > 0
      ? [failure("partial", `CloudWatch gave only part of the datapoints of ${of(partial)}.`)]
      : []),
    ...(broken > 0 ? [failure("unavailable", `CloudWatch failed to compute ${of(broken)}.`)] : []),
    ...(forbidden > 0 ? [failure("denied", `CloudWatch refused ${of(forbidden)}.`)] : []),
  ];
}

function failure(kind: FailureKind & ("partial" | "unavailable" | "denied"), message: string): Failure {
  const operation = operationName("cloudwatch", "GetMetricData");
  const denied = kind === "denied";
  return {
    kind,
    operation,
    message,
    nextStep: denied
      ? `Add ${operation} to the policy of these credentials.`
      : "Load again in a moment, or choose a shorter time range.",
    action: denied ? operation : null,
    resource: null,
  };
}
