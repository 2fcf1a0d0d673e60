import type { GetMetricDataCommandOutput, MetricDataResult } from "@aws-sdk/client-cloudwatch";
import { describe, expect, it } from "vitest";
import { mergeResults } from "@/lib/aws/metric-results";

const minute = (n: number) => new Date(Date.UTC(2026, 0, 15, 12, n));

function page(...results: MetricDataResult[]): GetMetricDataCommandOutput {
  return { $metadata: {}, MetricDataResults: results };
}

describe("mergeResults", () => {
  it("puts results in the order of the queries, whatever the order of the answer", () => {
    const { results, failures } = mergeResults(
      [
        page(
          { Id: "q1", Timestamps: [minute(0)], Values: [2], StatusCode: "Complete" },
          { Id: "q0", Timestamps: [minute(0), minute(1)], Values: [1, 3], StatusCode: "Complete" },
        ),
      ],
      2,
    );
    expect(results).toEqual([
      { timesMs: [+minute(0), +minute(1)], values: [1, 3] },
      { timesMs: [+minute(0)], values: [2] },
    ]);
    expect(failures).toEqual([]);
  });

  it("merges pages in any order, ascending, a repeated instant once", () => {
    const { results, failures } = mergeResults(
      [
        page({ Id: "q0", Timestamps: [minute(3), minute(2)], Values: [30, 20], StatusCode: "PartialData" }),
        page({ Id: "q0", Timestamps: [minute(1), minute(2)], Values: [10, 21], StatusCode: "Complete" }),
      ],
      1,
    );
    expect(results).toEqual([{ timesMs: [+minute(1), +minute(2), +minute(3)], values: [10, 21, 30] }]);
    expect(failures).toEqual([]);
  });

  it("gives an empty result for a query without data or without mention", () => {
    const empty = { timesMs: [], values: [] };
    expect(mergeResults([page({ Id: "q0", StatusCode: "Complete" })], 2).results).toEqual([empty, empty]);
    expect(mergeResults([{ $metadata: {} }], 1)).toEqual({ results: [empty], failures: [] });
  });

  it("keeps what came and says so when the last word was PartialData", () => {
    const { results, failures } = mergeResults(
      [page({ Id: "q0", Timestamps: [minute(0)], Values: [1], StatusCode: "PartialData" })],
      3,
    );
    expect(results[0]?.values).toEqual([1]);
    expect(failures).toMatchObject([{ kind: "partial", message: expect.stringContaining("1 of 3 metrics") }]);
  });

  it("gives no result, rather than an empty one, for a metric that failed or was refused", () => {
    const { results, failures } = mergeResults(
      [page({ Id: "q0", StatusCode: "InternalError" }, { Id: "q1", StatusCode: "Forbidden" })],
      2,
    );
    expect(results).toEqual([null, null]);
    expect(failures.map(({ kind, action }) => [kind, action])).toEqual([
      ["unavailable", null],
      ["denied", "cloudwatch:GetMetricData"],
    ]);
  });

  it("passes on what CloudWatch says about the whole request", () => {
    const answer = { ...page(), Messages: [{ Code: "MaxMetricsExceeded", Value: "Too many metrics" }, {}] };
    expect(mergeResults([answer], 0).failures).toMatchObject([
      { kind: "partial", message: "Too many metrics" },
    ]);
  });

  it("drops points without a time, without a value or with a senseless one, and ids of others", () => {
    const { results } = mergeResults(
      [
        page(
          { Id: "q0", Timestamps: [minute(0), new Date(Number.NaN), minute(2)], Values: [Number.NaN, 1] },
          { Id: "q7", Timestamps: [minute(0)], Values: [1] },
          { Id: "x", Timestamps: [minute(0)], Values: [1] },
          {},
        ),
      ],
      1,
    );
    expect(results).toEqual([{ timesMs: [], values: [] }]);
  });
});
