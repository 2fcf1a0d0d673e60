import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { clientSettings, tinySandbox } from "@/lib/sandbox/http/testing/tiny-sandbox";
import { TINY_NOW_MS } from "@/lib/sandbox/http/testing/tiny-shop";

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await tinySandbox({ quotas: true, clock: () => 0 });
});

afterAll(() => sandbox.close());

async function get(path: string, method = "GET") {
  const response = await fetch(`${sandbox.url}/_sandbox/${path}`, { method });
  return { status: response.status, body: await response.json() };
}

it("is healthy", async () => {
  expect((await get("health")).body).toMatchObject({
    status: "ok",
    regions: [{ region: "us-east-1", nowMs: TINY_NOW_MS, functions: 120, apis: 3 }],
  });
});

it("takes windows as epoch milliseconds and as ISO text, whole by default", async () => {
  expect((await get("truth?from=1000&to=2026-01-15T12:00:00Z")).body).toEqual({
    fromMs: 1_000,
    toMs: TINY_NOW_MS,
    withLogs: false,
  });
  expect((await get("truth?logs=on")).body).toMatchObject({ withLogs: true });
  expect((await get("truth/requests?limit=5")).body).toEqual({
    fromMs: TINY_NOW_MS,
    toMs: TINY_NOW_MS,
    limit: 5,
  });
});

it.each([
  ["truth?from=yesterday", "from"],
  ["truth?from=2&to=1", "from"],
  ["truth?region=moon-1", "region"],
  ["truth?logs=yes", "logs"],
  ["truth/requests?limit=0", "limit"],
  ["truth/requests?limit=1.5", "limit"],
])("refuses %s", async (path, place) => {
  const { status, body } = await get(path);
  expect([status, body.error]).toEqual([400, expect.stringContaining(place)]);
});

it("says what it has, and has nothing else", async () => {
  expect((await get("")).body.endpoints).toContain("GET /_sandbox/health");
  expect((await get("secrets")).status).toBe(404);
  expect((await get("health", "PUT")).status).toBe(404);
});

it("counts calls per operation, throttled ones too, until it is told to start again", async () => {
  await get("calls", "DELETE");
  const client = new LambdaClient(clientSettings(sandbox));
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, () => client.send(new ListFunctionsCommand({ MaxItems: 1 }))),
  );
  const refused = results.filter(({ status }) => status === "rejected");
  expect(refused).toHaveLength(5);
  expect(refused[0]).toMatchObject({
    reason: { name: "TooManyRequestsException", Reason: "CallerRateLimitExceeded" },
  });
  const { body } = await get("calls");
  expect(body).toMatchObject({
    total: 20,
    operations: { "lambda.ListFunctions": { calls: 20, failed: 5, throttled: 5, faulted: 0 } },
  });
  expect(body.operations["lambda.ListFunctions"].responseBytes).toBeGreaterThan(15 * 500);
  expect((await get("calls", "DELETE")).body).toEqual({ total: 0, operations: {} });
});
