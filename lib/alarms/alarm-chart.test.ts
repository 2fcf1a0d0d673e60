import { describe, expect, it } from "vitest";
import { alarmChart, planChart } from "@/lib/alarms/alarm-chart";
import { extremes } from "@/lib/alarms/extremes";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { anAlarm, aQuery, aRule, lambdaMetric } from "@/lib/testing/an-alarm";

const minutes = (from: number, to: number) => ({
  fromMs: epochMs(from * MINUTE_MS),
  toMs: epochMs(to * MINUTE_MS),
});
const points = (...pairs: readonly (readonly [number, number])[]) => ({
  timesMs: pairs.map(([minute]) => minute * MINUTE_MS),
  values: pairs.map(([, value]) => value),
});

describe("the chart of an alarm", () => {
  it("is in periods of the alarm, on the clock", () => {
    expect(planChart(anAlarm(), minutes(63, 181), MINUTE_MS)).toEqual({
      periodMs: 5 * MINUTE_MS,
      window: minutes(60, 181),
    });
  });

  it("has its threshold, and gaps where there is no data", () => {
    const alarm = anAlarm();
    const plan = planChart(alarm, minutes(0, 20), MINUTE_MS);
    const chart = plan && alarmChart(alarm, plan, points([0, 1], [10, 4]));
    expect(chart).toMatchObject({
      title: "Errors Sum",
      unit: "count",
      limits: [{ label: "Threshold", value: 3 }],
      series: [{ values: [1, null, 4, null] }],
      note: null,
    });
  });

  it("does not compare sums of an hour with a threshold for five minutes", () => {
    const alarm = anAlarm();
    const plan = planChart(alarm, minutes(0, 120), HOUR_MS);
    expect(plan?.periodMs).toBe(HOUR_MS);
    const chart = plan && alarmChart(alarm, plan, points([0, 90]));
    expect(chart?.limits).toEqual([]);
    expect(chart?.note).toContain("threshold of 3 cannot be compared");
    const metric = lambdaMetric("Duration", "pay");
    const slow = anAlarm({ metric, queries: [aQuery({ metric, statistic: "p95", watched: true })] });
    expect(plan && alarmChart(slow, plan, points()).limits).toHaveLength(1);
  });

  it("reads no metric more finely than a minute", () => {
    expect(planChart(anAlarm({ periodMs: 10_000 }), minutes(0, 5), MINUTE_MS)?.periodMs).toBe(MINUTE_MS);
  });

  it("is none for alarms over alarms, nor for what is not told", () => {
    expect(planChart(aRule("any", 'ALARM("a")'), minutes(0, 5), MINUTE_MS)).toBeNull();
    expect(planChart(anAlarm({ kind: "other", metric: null }), minutes(0, 5), MINUTE_MS)).toBeNull();
  });

  it("keeps what crossed the threshold when a point stands for many periods", () => {
    const drawn = points([0, 1], [1, 9], [2, 2], [3, 5]);
    const thin = (towards: "high" | "low") => extremes(drawn, 0, 4 * MINUTE_MS, MINUTE_MS, towards, 2);
    expect(thin("high")).toEqual({ timesMs: [0, 2 * MINUTE_MS], values: [9, 5], periodMs: 2 * MINUTE_MS });
    expect(thin("low").values).toEqual([1, 2]);
    const alarm = anAlarm({ periodMs: MINUTE_MS });
    const plan = planChart(alarm, minutes(0, 720), MINUTE_MS);
    expect(plan && alarmChart(alarm, plan, points([0, 1])).note).toBe(
      "Each point is the highest of 2 periods of 1 min.",
    );
  });
});
