import { describe, expect, it } from "vitest";
import { costEstimateSchema } from "@/lib/model/views/cost-estimate";
import { loadCostEstimate } from "@/lib/server/cost-estimate";
import { jsonAnswer } from "@/lib/server/json-answer";
import { rawSearchFromUrl } from "@/lib/url/search";

function ask(query: string): Promise<Response> {
  const url = new URL(`http://127.0.0.1/api/cost/estimate?${query}`);
  return jsonAnswer(() => loadCostEstimate(rawSearchFromUrl(url)));
}

async function estimateOf(query: string) {
  const response = await ask(query);
  expect(response.status).toBe(200);
  return costEstimateSchema.parse(await response.json());
}

async function fieldsOf(query: string): Promise<Readonly<Record<string, string>>> {
  const response = await ask(query);
  expect(response.status).toBe(400);
  return (await response.json()).error.fields;
}

describe("/api/cost/estimate", () => {
  it("says what an hour at the limit burns with the prices of 2017", async () => {
    const answer = await estimateOf(
      "region=us-east-1&priceList=2017&architecture=x86_64&memoryMb=1536&durationMs=1000&concurrency=1000",
    );
    expect(answer.worstHour).toMatchObject({ computeUsd: 90.036, requestsUsd: 0.72, totalUsd: 90.756 });
    expect(answer.monthly.computeUsd).toBe(90.036 * 730);
    expect(answer.requestsPerMonth).toBe(2_628_000_000);
    expect(answer.perRequest.computeUsd).toBe(0.00002501);
    expect(answer.priceList.notices).toEqual([]);
  });

  it("tells what a budget buys, and takes that as the load", async () => {
    const given = "region=us-east-1&memoryMb=512&durationMs=100";
    const bought = await estimateOf(`${given}&budgetUsd=100`);
    expect(bought.monthly.totalUsd).toBeLessThanOrEqual(100);
    const more = await estimateOf(`${given}&requestsPerMonth=${bought.requestsPerMonth + 1}`);
    expect(more.monthly.totalUsd).toBeGreaterThan(100);
    const within = await estimateOf(`${given}&freeTier=on&budgetUsd=0`);
    expect(within.requestsPerMonth).toBe(1_000_000);
  });

  it.each([
    ["budgetUsd=0", "does not pay for one"],
    ["budgetUsd=1&provisionedConcurrency=100", "kept ready"],
    ["budgetUsd=1e300", "more than"],
  ])("says what a budget of %s is not good for", async (query, message) => {
    const told = await fieldsOf(`region=us-east-1&memoryMb=512&durationMs=100&${query}`);
    expect(Object.keys(told)).toEqual(["budgetUsd"]);
    expect(told.budgetUsd).toContain(message);
  });

  it("opens each line to its formula, price, date and source", async () => {
    const answer = await estimateOf("region=us-east-1&memoryMb=1024&durationMs=100&requestsPerMonth=1e6");
    expect(answer.lines.monthly.find(({ line }) => line === "lambda-duration-x86")).toMatchObject({
      quantity: 100_000,
      usd: 1.66667,
      formula: "100,000 GB-s × $0.0000166667 = $1.66667",
      price: { verified: true, date: "2026-09-19" },
    });
  });

  it("says loudly that a region has no price list", async () => {
    const query = "memoryMb=1024&durationMs=100&requestsPerMonth=1000";
    const answer = await estimateOf(`region=ap-southeast-9&${query}`);
    expect(answer.priceList.region).toBe("us-east-1");
    expect(answer.priceList.notices.join()).toContain(
      "no price list of ap-southeast-9, using us-east-1 rates",
    );
    const past = await estimateOf(`region=eu-west-1&priceList=2017&${query}`);
    expect(past.priceList.notices.join()).toContain("no price list of eu-west-1 in the list 2017");
  });

  it.each([
    ["memoryMb=64&durationMs=100&requestsPerMonth=1", ["memoryMb"]],
    ["memoryMb=1024&durationMs=-5&requestsPerMonth=1", ["durationMs"]],
    ["memoryMb=lots&durationMs=soon&requestsPerMonth=0x10", ["memoryMb", "durationMs", "requestsPerMonth"]],
    ["memoryMb=1024&durationMs=100&requestsPerMonth=1e300", ["requestsPerMonth"]],
    ["memoryMb=1024&durationMs=1e400&requestsPerMonth=1", ["durationMs"]],
    ["memoryMb=1024&durationMs=100", ["requestsPerMonth"]],
    ["memoryMb=1024&durationMs=100&requestsPerMonth=1&concurrency=1", ["requestsPerMonth"]],
    ["memoryMb=1024&durationMs=100&requestsPerMonth=1&priceList=1999", ["priceList"]],
    ["memoryMb=1024&durationMs=100&requestsPerMonth=1&priceList=2017&architecture=arm64", ["architecture"]],
    ["memoryMb=1024.5&durationMs=100&requestsPerMonth=1", ["memoryMb"]],
    ["memoryMb=1024&durationMs=100&requestsPerMonth=1&region=the+moon", ["region"]],
    ["memoryMb=1024&durationMs=100&requestsPerMonth=1&memory=1024", ["memory"]],
    ["memoryMb=1024&memoryMb=512&durationMs=100&requestsPerMonth=1", ["memoryMb"]],
    ["durationMs=&requestsPerMonth=1", ["memoryMb", "durationMs"]],
    ["memoryMb=1024&durationMs=100&requestsPerMonth=", ["requestsPerMonth"]],
  ])("refuses %s", async (query, fields) => {
    const told = await fieldsOf(query.includes("region=") ? query : `region=us-east-1&${query}`);
    expect(Object.keys(told)).toEqual(fields);
    expect(Object.values(told).every((message) => message.length > 10)).toBe(true);
  });
});
