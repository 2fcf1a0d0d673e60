import { describe, expect, it } from "vitest";
import { type KnownSubjects, watchedSubjects } from "@/lib/alarms/watched-subjects";
import type { Alarm } from "@/lib/model/alarm";
import type { StageOfApi } from "@/lib/model/subject";
import { anAlarm, aQuery, aRule, lambdaMetric } from "@/lib/testing/an-alarm";

const stage = (apiId: string, apiName: string, name: string): StageOfApi => ({
  kind: "stage",
  apiId,
  apiName,
  apiKind: "REST",
  stage: name,
});
const known: KnownSubjects = {
  functions: new Set(["pay"]),
  stages: [
    stage("a1", "shop", "prod"),
    stage("b2", "web", "$default"),
    stage("c3", "twin", "x"),
    stage("c4", "twin", "x"),
  ],
};
const nothing: KnownSubjects = { functions: null, stages: null };

function told(alarm: Alarm, others: readonly Alarm[] = [], subjects = known): string {
  const byName = new Map([alarm, ...others].map((one) => [one.name, one]));
  return watchedSubjects(alarm, byName, subjects)
    .map(({ name, subject, ours, exists }) =>
      [name, subject?.kind ?? "-", ours ? "ours" : "others", exists ?? "unknown"].join("|"),
    )
    .join(" ");
}

const on = (namespace: string, name: string, dimensions: Record<string, string>) =>
  anAlarm({ metric: { namespace, name, dimensions } });

describe("what an alarm watches", () => {
  it.each<[string, Alarm, string]>([
    ["a function", anAlarm(), "pay|function|ours|true"],
    [
      "a function that is gone",
      anAlarm({ metric: lambdaMetric("Errors", "gone") }),
      "gone|function|ours|false",
    ],
    [
      "an alias of it",
      on("AWS/Lambda", "Errors", { FunctionName: "pay", Resource: "pay:live" }),
      "pay|function|ours|true",
    ],
    ["all functions", on("AWS/Lambda", "Errors", {}), "all functions|-|ours|true"],
    [
      "a REST stage by name",
      on("AWS/ApiGateway", "5XXError", { ApiName: "shop", Stage: "prod" }),
      "shop / prod|stage|ours|true",
    ],
    [
      "its canary",
      on("AWS/ApiGateway", "5XXError", { ApiName: "shop", Stage: "prod/Canary" }),
      "shop / prod|stage|ours|true",
    ],
    [
      "an HTTP stage by id",
      on("AWS/ApiGateway", "5xx", { ApiId: "b2", Stage: "$default" }),
      "web / $default|stage|ours|true",
    ],
    [
      "a stage that is gone",
      on("AWS/ApiGateway", "5xx", { ApiId: "zz", Stage: "v1" }),
      "zz / v1|-|ours|false",
    ],
    [
      "all stages of an API",
      on("AWS/ApiGateway", "5xx", { ApiName: "shop" }),
      "shop (all stages)|-|ours|true",
    ],
    [
      "one of two APIs of a name",
      on("AWS/ApiGateway", "5xx", { ApiName: "twin", Stage: "x" }),
      "twin / x|-|ours|true",
    ],
    [
      "a function's log group",
      on("AWS/Logs", "IncomingBytes", { LogGroupName: "/aws/lambda/pay" }),
      "pay|function|ours|true",
    ],
    ["a custom metric of a function", on("Shop", "Sales", { FunctionName: "pay" }), "pay|function|ours|true"],
    [
      "a custom metric of who knows what",
      on("Shop", "Sales", { FunctionName: "x" }),
      "Shop Sales FunctionName=x|-|others|unknown",
    ],
    [
      "a machine",
      on("AWS/EC2", "CPUUtilization", { InstanceId: "i-1" }),
      "AWS/EC2 CPUUtilization InstanceId=i-1|-|others|unknown",
    ],
    ["nothing that is told", anAlarm({ kind: "other", metric: null }), ""],
  ])("%s", (_, alarm, expected) => {
    expect(told(alarm)).toBe(expected);
  });

  it("is each input of an expression, once", () => {
    const alarm = anAlarm({
      kind: "math",
      metric: null,
      queries: [
        aQuery({ id: "e1", expression: "m1 + m2 + m3", watched: true }),
        aQuery({ id: "m1", metric: lambdaMetric("Errors", "pay") }),
        aQuery({ id: "m2", metric: lambdaMetric("Invocations", "pay") }),
        aQuery({ id: "m3", metric: lambdaMetric("Errors", "gone") }),
      ],
    });
    expect(told(alarm)).toBe("pay|function|ours|true gone|function|ours|false");
  });

  it("is what the alarms of a rule watch, also in a circle", () => {
    const top = aRule("top", 'ALARM("middle") OR ALARM("missing")');
    const middle = aRule("middle", 'ALARM("pay-errors") AND NOT ALARM("top")');
    expect(told(top, [middle, anAlarm()])).toBe("pay|function|ours|true");
  });

  it("is found once, however many ways lead to it", () => {
    const names = Array.from({ length: 40 }, (_, i) => `rule-${i}`);
    const rule = [...names, "pay-errors"].map((name) => `ALARM("${name}")`).join(" OR ");
    const [top = anAlarm(), ...others] = names.map((name) => aRule(name, rule));
    expect(told(top, [...others, anAlarm()])).toBe("pay|function|ours|true");
  });

  it("does not take a list that could not be read for an empty one", () => {
    expect(told(anAlarm(), [], nothing)).toBe("pay|function|ours|unknown");
    expect(told(on("AWS/ApiGateway", "5xx", { ApiId: "b2", Stage: "x" }), [], nothing)).toBe(
      "b2 / x|-|ours|unknown",
    );
  });
});
