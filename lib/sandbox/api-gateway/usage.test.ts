import {
  APIGatewayClient,
  GetApiKeyCommand,
  GetApiKeysCommand,
  GetMethodCommand,
  GetResourcesCommand,
  GetUsageCommand,
  GetUsagePlanCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
} from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { clientSettings, tinySandbox } from "@/lib/sandbox/http/testing/tiny-sandbox";
import { NOW_MS, smallWorld } from "@/lib/sandbox/world/testing/small-world";
import type { World } from "@/lib/sandbox/world/types";

let sandbox: Sandbox;
let client: APIGatewayClient;
let world: World;

beforeAll(async () => {
  // From the evening of one day to the noon of the next, so that both days have requests.
  world = smallWorld({ hours: 15, rps: 0.5 });
  sandbox = await tinySandbox({ createWorld: () => world, now: () => NOW_MS });
  client = new APIGatewayClient(clientSettings(sandbox));
});

afterAll(async () => {
  client.destroy();
  await sandbox.close();
});

const partner = () => world.apis.find(({ name }) => name === "partner-api");
const days = { startDate: "2026-01-14", endDate: "2026-01-15" };

it("shows the plans of the API that has a throttle, and no others", async () => {
  const { items = [] } = await client.send(new GetUsagePlansCommand({}));
  expect(items.map(({ name, apiStages, throttle }) => [name, apiStages, throttle])).toEqual([
    ["partners", [{ apiId: partner()?.id, stage: "v1" }], { rateLimit: 8, burstLimit: 12 }],
    ["partners-trial", [{ apiId: partner()?.id, stage: "v1" }], { rateLimit: 4, burstLimit: 6 }],
  ]);
  const [, trial] = items;
  expect(trial?.quota).toEqual({ limit: 16_000, offset: 0, period: "DAY" });
  expect((await client.send(new GetUsagePlanCommand({ usagePlanId: trial?.id }))).name).toBe(
    "partners-trial",
  );
  await expect(client.send(new GetUsagePlanCommand({ usagePlanId: "none" }))).rejects.toMatchObject({
    name: "NotFoundException",
  });
});

it("lists keys, without their values unless asked, and finds a key's plans", async () => {
  const { items: keys = [] } = await client.send(new GetApiKeysCommand({ limit: 3 }));
  expect(keys.map(({ name, enabled, value }) => [name, enabled, value])).toEqual([
    ["nordwind-handel", true, undefined],
    ["acme-retail", true, undefined],
    ["old-importer", false, undefined],
  ]);
  const { items: named = [] } = await client.send(
    new GetApiKeysCommand({ nameQuery: "papier", includeValues: true }),
  );
  expect(named).toMatchObject([{ name: "papier-kontor", value: expect.stringMatching(/^\w{20,}$/) }]);
  const one = await client.send(new GetApiKeyCommand({ apiKey: named[0]?.id }));
  expect([one.name, one.value]).toEqual(["papier-kontor", undefined]);
  const { items: plans } = await client.send(new GetUsagePlansCommand({ keyId: one.id }));
  expect(plans?.map(({ name }) => name)).toEqual(["partners-trial"]);
  const { items: planKeys } = await client.send(new GetUsagePlanKeysCommand({ usagePlanId: plans?.[0]?.id }));
  expect(planKeys).toMatchObject([{ id: one.id, type: "API_KEY", name: "papier-kontor" }]);
});

it("counts each request of the API under one key, by day, and leaves room in each quota", async () => {
  const { items: plans = [] } = await client.send(new GetUsagePlansCommand({}));
  const totals = [0, 0];
  for (const { id: usagePlanId, quota } of plans) {
    const { items = {} } = await client.send(new GetUsageCommand({ usagePlanId, ...days }));
    for (const perDay of Object.values(items)) {
      expect(perDay).toHaveLength(2);
      perDay.forEach(([used = 0, remaining = 0], day) => {
        totals[day] = (totals[day] ?? 0) + used;
        expect(used + remaining).toBe(quota?.limit);
        expect(remaining).toBeGreaterThan(0);
      });
    }
  }
  const midnight = Date.parse("2026-01-15T00:00:00Z");
  const index = partner()?.index ?? -1;
  expect(totals).toEqual([
    world.requestsOf(index, 0, midnight).length,
    world.requestsOf(index, midnight, NOW_MS).length,
  ]);
  expect(Math.min(...totals)).toBeGreaterThan(50);
});

it("pages by key, keeps one key, and refuses dates that are none", async () => {
  const { items: plans = [] } = await client.send(new GetUsagePlansCommand({}));
  const usagePlanId = plans[0]?.id;
  const first = await client.send(new GetUsageCommand({ usagePlanId, ...days, limit: 1 }));
  const { position } = first;
  const second = await client.send(new GetUsageCommand({ usagePlanId, ...days, limit: 1, position }));
  const [a, b] = [first, second].map(({ items = {} }) => Object.keys(items));
  expect([a?.length, b?.length, a?.[0] === b?.[0]]).toEqual([1, 1, false]);
  const own = await client.send(new GetUsageCommand({ usagePlanId, ...days, keyId: b?.[0] }));
  expect(own.items).toEqual(second.items);
  for (const wrong of [
    { startDate: "yesterday" },
    { startDate: "2026-01-16" },
    { startDate: "2025-01-01" },
  ]) {
    await expect(client.send(new GetUsageCommand({ usagePlanId, ...days, ...wrong }))).rejects.toMatchObject({
      name: "BadRequestException",
    });
  }
});

it("says at the methods of that API that they need a key", async () => {
  const restApiId = partner()?.id;
  const { items = [] } = await client.send(new GetResourcesCommand({ restApiId }));
  const { id: resourceId } = items.find(({ path }) => path === "/webhooks/payments") ?? {};
  const method = await client.send(new GetMethodCommand({ restApiId, resourceId, httpMethod: "POST" }));
  expect(method.apiKeyRequired).toBe(true);
});
