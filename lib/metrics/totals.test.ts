import { describe, expect, it } from "vitest";
import { apiTotals, functionTotals, versionRow, withoutCanary } from "@/lib/metrics/totals";
import type { Datapoints } from "@/lib/model/metric";

function points(figures: Record<string, number[]>) {
  return (key: string): Datapoints | undefined =>
    figures[key] && { timesMs: figures[key].map((_, i) => i * 60_000), values: figures[key] };
}

describe("totals", () => {
  it("add counts, keep percentiles, and read missing failures of something that ran as zero", () => {
    expect(functionTotals(points({ invocations: [3, 5], p95: [80], max: [120] }))).toMatchObject({
      invocations: 8,
      errors: 0,
      errorRate: 0,
      throttles: 0,
      durationP95Ms: 80,
      durationMaxMs: 120,
      concurrencyPeak: null,
    });
    expect(
      versionRow({ alias: "live", version: "2", weight: 0.1 }, points({ invocations: [4], errors: [1] })),
    ).toEqual({
      alias: "live",
      version: "2",
      weight: 0.1,
      invocations: 4,
      errors: 1,
      errorRate: 0.25,
      durationP50Ms: null,
      durationP95Ms: null,
    });
  });

  it("are null where nothing was measured", () => {
    expect(Object.values(functionTotals(() => undefined)).every((figure) => figure === null)).toBe(true);
    expect(Object.values(apiTotals(() => undefined)).every((figure) => figure === null)).toBe(true);
  });
});

describe("withoutCanary", () => {
  const stage = apiTotals(points({ count: [100], status4xx: [9], status5xx: [6], p95: [50] }));

  it("takes the canary's counts out and leaves percentiles", () => {
    const canary = apiTotals(points({ count: [10], status5xx: [5], p95: [400] }));
    expect(withoutCanary(stage, canary)).toMatchObject({
      count: 90,
      status4xx: 9,
      status5xx: 1,
      latencyP95Ms: 50,
    });
  });

  it("changes nothing when the canary had no request", () => {
    expect(
      withoutCanary(
        stage,
        apiTotals(() => undefined),
      ),
    ).toEqual(stage);
  });
});
