import { describe, expect, it } from "vitest";
import { callerOf, NOON, type TinyWorld, tinyWorld } from "@/lib/sandbox/cloudwatch/testing/tiny-world";
import type { JsonObject } from "@/lib/sandbox/http/contract";

const DAY = 86_400_000;

interface Listed {
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
}

async function list(tiny: TinyWorld, input: JsonObject = {}): Promise<readonly string[]> {
  const answer = await callerOf(tinyWorld(tiny))("ListMetrics", input);
  return (answer.Metrics as readonly Listed[]).map(
    ({ MetricName, Dimensions }) => `${MetricName} ${Dimensions.map(({ Value }) => Value).join(",")}`,
  );
}

describe("ListMetrics", () => {
  const two: TinyWorld = {
    functions: [{}, { name: "idle" }],
    invocations: [{ trigger: "direct" }],
    apis: [{}],
    requests: [{}],
  };

  it("lists what has data and nothing else", async () => {
    expect(await list(two, { Namespace: "AWS/Lambda", Dimensions: [{ Name: "FunctionName" }] })).toEqual([
      "ConcurrentExecutions orders",
      "Duration orders",
      "Errors orders",
      "Invocations orders",
      "Throttles orders",
    ]);
  });

  it("lists region totals without dimensions", async () => {
    const all = await list(two, { Namespace: "AWS/Lambda" });
    expect(all.filter((metric) => metric.endsWith(" "))).toEqual([
      "ClaimedAccountConcurrency ",
      "ConcurrentExecutions ",
      "Duration ",
      "Errors ",
      "Invocations ",
      "Throttles ",
      "UnreservedConcurrentExecutions ",
    ]);
  });

  it("filters by name and by dimension name or value", async () => {
    expect(await list(two, { MetricName: "Count" })).toEqual(["Count shop,prod", "Count shop"]);
    expect(await list(two, { MetricName: "Count", Dimensions: [{ Name: "Stage", Value: "prod" }] })).toEqual([
      "Count shop,prod",
    ]);
    expect(await list(two, { Dimensions: [{ Name: "Stage", Value: "test" }] })).toEqual([]);
  });

  it("forgets metrics after two weeks, and after three hours when asked for recent ones", async () => {
    const one = { MetricName: "Invocations", Dimensions: [{ Name: "FunctionName" }] };
    const at = (nowMs: number, input: JsonObject = one) => list({ ...two, nowMs }, input);
    expect(await at(NOON + 14 * DAY)).toHaveLength(1);
    expect(await at(NOON + 14 * DAY + 1)).toHaveLength(0);
    expect(await at(NOON + DAY / 8, { ...one, RecentlyActive: "PT3H" })).toHaveLength(1);
    expect(await at(NOON + DAY / 8 + 1, { ...one, RecentlyActive: "PT3H" })).toHaveLength(0);
  });

  it("pages by 500 without loss or repetition", async () => {
    const functions = Array.from({ length: 240 }, (_, i) => ({ name: `f${i}` }));
    const invocations = functions.map((_, functionIndex) => ({ functionIndex, trigger: "direct" as const }));
    const call = callerOf(tinyWorld({ functions, invocations }));
    const seen: string[] = [];
    const sizes: number[] = [];
    let NextToken: unknown;
    do {
      const answer = await call("ListMetrics", { NextToken });
      const page = answer.Metrics as readonly Listed[];
      sizes.push(page.length);
      seen.push(...page.map((metric) => JSON.stringify(metric)));
      NextToken = answer.NextToken;
    } while (NextToken !== undefined);
    expect(sizes).toEqual([500, 500, 208]);
    expect(new Set(seen).size).toBe(1208);
  });

  it.each<[string, JsonObject]>([
    ["InvalidParameterValueException", { RecentlyActive: "PT1H" }],
    ["InvalidParameterValueException", { Dimensions: Array(11).fill({ Name: "a" }) }],
    ["InvalidParameterValueException", { Dimensions: "FunctionName" }],
    ["MissingRequiredParameterException", { Dimensions: [{ Value: "a" }] }],
    ["InvalidNextToken", { NextToken: "rubbish" }],
  ])("answers %s to %o", async (code, input) => {
    await expect(list(two, input)).rejects.toMatchObject({ code });
  });
});
