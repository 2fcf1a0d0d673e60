import { describe, expect, it } from "vitest";
import { AwsFailure } from "@/lib/aws/aws-failure";
import { assembleMetricData, type ChunkOutcome } from "@/lib/aws/metric-data";
import { chunksOf } from "@/lib/aws/metric-plan";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { Failure } from "@/lib/model/failure";
import type { MetricQuery } from "@/lib/model/metric";

const from = Date.UTC(2026, 0, 15, 12);
const window = { fromMs: epochMs(from), toMs: epochMs(from + HOUR_MS) };
const throttled: Failure = {
  kind: "throttled",
  operation: "cloudwatch:GetMetricData",
  message: "Rate exceeded",
  nextStep: "Wait.",
  action: null,
  resource: null,
};

function query(name: string, periodMs = MINUTE_MS): MetricQuery {
  return { key: `key ${name}`, metric: { namespace: "n", name, dimensions: {} }, statistic: "Sum", periodMs };
}

/** 1,000 queries make two requests. */
const many = Array.from({ length: 1_000 }, (_, i) => query(`m${i}`));
const one = { timesMs: [from], values: [1] };

function answered(chunk: ChunkOutcome["chunk"], failures: readonly Failure[] = []): ChunkOutcome {
  return { chunk, answer: { results: chunk.queries.map(() => one), failures } };
}

describe("assembleMetricData", () => {
  it("gives every key its datapoints, two keys of one metric the same", () => {
    const queries = [query("a"), { ...query("a"), key: "again" }, query("b")];
    const data = assembleMetricData(
      queries,
      chunksOf(queries, window).map((chunk) => answered(chunk)),
    );
    expect([...data.byKey]).toEqual([
      ["key a", one],
      ["again", one],
      ["key b", one],
    ]);
    expect(data.failures).toEqual([]);
  });

  it("leaves out the keys of a failed request and says why", () => {
    const [first, second] = chunksOf(many, window);
    if (first === undefined || second === undefined) throw new Error("two requests expected");
    const failed = { chunk: second, answer: new AwsFailure(throttled) };
    const data = assembleMetricData(many, [answered(first), failed]);
    expect(data.byKey.size).toBe(500);
    expect(data.byKey.has("key m499")).toBe(true);
    expect(data.byKey.has("key m500")).toBe(false);
    expect(data.failures).toEqual([throttled]);
  });

  it("throws when every request failed", () => {
    const failed = chunksOf(many, window).map((chunk) => ({ chunk, answer: new AwsFailure(throttled) }));
    expect(() => assembleMetricData(many, failed)).toThrow(AwsFailure);
  });

  it("is empty, not failed, when nothing was asked", () => {
    expect(assembleMetricData([], [])).toEqual({ byKey: new Map(), failures: [] });
  });

  it("tells one reason once", () => {
    const outcomes = chunksOf(many, window).map((chunk) => answered(chunk, [throttled]));
    expect(assembleMetricData(many, outcomes).failures).toEqual([throttled]);
  });
});
