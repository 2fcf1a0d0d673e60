import { describe, expect, it } from "vitest";
import { coverageBy } from "@/lib/alarms/proposal/coverage";
import type { Alarm } from "@/lib/model/alarm";
import type { Concern } from "@/lib/model/alarm-concern";
import { alarmOn, functionMetrics, lambdaMetric, queryOf, stageMetrics } from "@/lib/testing/alarm-subjects";

const pay = functionMetrics("pay");
const errors = lambdaMetric("Errors", { FunctionName: "pay" });

function of(alarms: readonly Alarm[] | null, concern: Concern = "failures", subject = pay) {
  return coverageBy(alarms)(subject)[concern];
}

describe("a figure", () => {
  it("with an alarm of its own that tells somebody is covered; nothing else is", () => {
    const alarms = [alarmOn("pay-errors", [queryOf(errors)])];
    expect(of(alarms)).toEqual({ state: "covered", alarms: ["pay-errors"], note: null });
    expect(of(alarms, "throttles").state).toBe("none");
    expect(of(alarms, "failures", functionMetrics("list")).state).toBe("none");
    expect(of([], "duration")).toEqual({ state: "none", alarms: [], note: null });
  });

  it("of which the alarms could not be read is unknown, which is not none", () => {
    expect(of(null).state).toBe("unknown");
    expect(of(null, "throttles", stageMetrics("shop")).state).toBe("not-measured");
  });

  it("watched by an alarm that tells nobody is silent, and covered by a second one", () => {
    const off = alarmOn("off", [queryOf(errors)], { actionsEnabled: false });
    const mute = alarmOn("mute", [queryOf(errors)], { actions: 0 });
    expect(of([off])).toMatchObject({
      state: "silent",
      alarms: ["off"],
      note: expect.stringContaining("switched off"),
    });
    expect(of([mute])).toMatchObject({ state: "silent", note: expect.stringContaining("no action") });
    expect(of([off, mute, alarmOn("ok", [queryOf(errors)])])).toMatchObject({
      state: "covered",
      alarms: ["ok"],
    });
  });

  it("is covered through composite alarms that tell somebody, and not through one that does not", () => {
    const child = alarmOn("child", [queryOf(errors)], { actions: 0 });
    const middle = alarmOn("middle", [], { kind: "composite", actions: 0, rule: 'ALARM("child")' });
    const top = alarmOn("top", [], {
      kind: "composite",
      rule: "ALARM(arn:aws:cloudwatch:eu-west-1:1:alarm:middle)",
    });
    expect(of([child, middle]).state).toBe("silent");
    expect(of([top, middle, child])).toMatchObject({ state: "covered", alarms: ["child"] });
    const circle = { ...middle, rule: "ALARM(middle) OR ALARM(child)", actions: 1 };
    expect(of([circle, child]).state).toBe("covered");
  });

  it("of which only one alias is watched is covered in part", () => {
    const live = lambdaMetric("Errors", { FunctionName: "pay", Resource: "pay:live" });
    expect(of([alarmOn("live", [queryOf(live)])])).toEqual({
      state: "partly",
      alarms: ["live"],
      note: "Only calls through “live” are watched.",
    });
  });

  it("watched as a total only says so; a quiet alarm of its own lacks less", () => {
    const total = alarmOn("all", [queryOf(lambdaMetric("Errors", {}))]);
    expect(of([total])).toMatchObject({ state: "total", note: expect.stringContaining("all functions") });
    expect(of([total, alarmOn("own", [queryOf(errors)], { actions: 0 })])).toMatchObject({
      state: "silent",
      alarms: ["own"],
    });
    const api = {
      ...queryOf(null),
      metric: { namespace: "AWS/ApiGateway", name: "5XXError", dimensions: { ApiName: "shop" } },
    };
    expect(of([alarmOn("api", [api])], "failures", stageMetrics("shop")).note).toContain("all stages");
  });

  it("is not watched by an alarm that looks for too little", () => {
    expect(of([alarmOn("too-few", [queryOf(errors)], { comparison: "<" })]).state).toBe("none");
    expect(
      of([alarmOn("below", [queryOf(errors)], { kind: "anomaly", comparison: "below-band" })]).state,
    ).toBe("none");
    expect(
      of([alarmOn("band", [queryOf(errors)], { kind: "anomaly", comparison: "outside-band" })]).state,
    ).toBe("covered");
  });

  it("is watched by metric math whichever way it looks, and perhaps by a query over many", () => {
    const math = alarmOn("rate", [queryOf(errors, "Sum", "m1")], {
      kind: "math",
      metric: null,
      comparison: "<",
    });
    expect(of([math])).toMatchObject({ state: "covered", note: "It is watched through metric math." });
    const select = (expression: string) =>
      alarmOn("query", [{ ...queryOf(null, null), expression }], { kind: "math", metric: null });
    expect(of([select('SELECT MAX(Errors) FROM SCHEMA("AWS/Lambda", FunctionName)')]).state).toBe("total");
    expect(of([select('SELECT MAX(Errors) FROM SCHEMA("Mine", FunctionName)')]).state).toBe("none");
  });
});

describe("durations", () => {
  const duration = lambdaMetric("Duration", { FunctionName: "pay" });
  it.each([
    ["p95", "covered"],
    ["p99.9", "covered"],
    ["Maximum", "covered"],
    ["p50", "partly"],
    ["Average", "partly"],
  ])("watched by %s are %s", (statistic, state) => {
    expect(of([alarmOn("slow", [queryOf(duration, statistic)])], "duration").state).toBe(state);
  });
});
