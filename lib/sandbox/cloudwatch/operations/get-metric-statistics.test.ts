import { describe, expect, it } from "vitest";
import { callerOf, NOON, tinyWorld } from "@/lib/sandbox/cloudwatch/testing/tiny-world";

const call = callerOf(
  tinyWorld({
    invocations: [{ durationMs: 100 }, { durationMs: 300 }, { startMs: NOON + 120_000, durationMs: 7 }],
  }),
);
const INPUT = {
  Namespace: "AWS/Lambda",
  MetricName: "Duration",
  Dimensions: [{ Name: "FunctionName", Value: "orders" }],
  StartTime: NOON / 1000,
  EndTime: NOON / 1000 + 600,
  Period: 60,
  Statistics: ["Sum", "Maximum"],
};

describe("GetMetricStatistics", () => {
  it("puts several statistics on one datapoint", async () => {
    expect(await call("GetMetricStatistics", { ...INPUT, ExtendedStatistics: ["p50"] })).toEqual({
      Label: "Duration",
      Datapoints: [
        {
          Timestamp: NOON / 1000,
          Sum: 400,
          Maximum: 300,
          ExtendedStatistics: { p50: 200 },
          Unit: "Milliseconds",
        },
        {
          Timestamp: NOON / 1000 + 120,
          Sum: 7,
          Maximum: 7,
          ExtendedStatistics: { p50: 7 },
          Unit: "Milliseconds",
        },
      ],
    });
  });

  it("has nothing in another unit", async () => {
    expect(await call("GetMetricStatistics", { ...INPUT, Unit: "Seconds" })).toEqual({
      Label: "Duration",
      Datapoints: [],
    });
  });

  it("takes times as text, as the Query protocol sends them", async () => {
    const answer = await call("GetMetricStatistics", {
      ...INPUT,
      StartTime: new Date(NOON).toISOString(),
      EndTime: String(NOON / 1000 + 60),
      Period: "60",
    });
    expect(answer.Datapoints).toHaveLength(1);
  });

  it.each([
    ["InvalidParameterCombinationException", { EndTime: NOON / 1000 + 1441 * 60 }],
    ["InvalidParameterCombinationException", { EndTime: NOON / 1000 }],
    ["MissingRequiredParameterException", { Statistics: [] }],
    ["MissingRequiredParameterException", { Period: undefined }],
    ["InvalidParameterValueException", { Statistics: ["p50"] }],
    ["InvalidParameterValueException", { Period: 45 }],
    ["InvalidParameterValueException", { StartTime: "yesterday" }],
  ])("answers %s to %o", async (code, change) => {
    await expect(call("GetMetricStatistics", { ...INPUT, ...change })).rejects.toMatchObject({ code });
  });

  it("allows 1,440 datapoints", async () => {
    await expect(
      call("GetMetricStatistics", { ...INPUT, EndTime: NOON / 1000 + 1440 * 60 }),
    ).resolves.toBeDefined();
  });
});
