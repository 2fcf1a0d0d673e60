import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createMeter } from "@/lib/aws/meter";
import { getTraceSummaries } from "@/lib/aws/xray";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { w3cTraceId } from "@/lib/model/trace-id";
import { traceViewSchema } from "@/lib/model/views/spans";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { jsonAnswer } from "@/lib/server/json-answer";
import { NotFound } from "@/lib/server/not-found";
import { loadTrace, startTrace } from "@/lib/server/trace";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";
import type { RawSearch } from "@/lib/url/search";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
let sandbox: Sandbox;
let traceId: string;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 2, rps: 0.3, quotas: false, log: () => {} });
  stubAws(sandbox.url);
  const { summaries } = await getTraceSummaries(
    {
      account: "default",
      region: "us-east-1",
      signal: new AbortController().signal,
      meter: createMeter(null),
      nowMs: now,
    },
    {
      window: { fromMs: epochMs(now - HOUR_MS), toMs: epochMs(now - 10 * MINUTE_MS) },
      filter: 'service("orders-api") AND http.method = "POST"',
      limit: 10,
    },
  );
  traceId = summaries[0]?.traceId ?? "";
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

const load = (id: string, search: RawSearch = {}) => loadTrace(id, search, new AbortController().signal);

describe("loadTrace", () => {
  it("answers as the schema says, for either spelling of the id", async () => {
    const view = await load(traceId);
    expect(traceViewSchema.parse(JSON.parse(JSON.stringify(view)))).toEqual(view);
    expect(view.answer).toMatch(/^POST \/orders took /);
    expect(view.spans.id.length).toBeGreaterThan(5);
    expect(view.details).toBeNull();
    const { meta: _meta, ...same } = await load(w3cTraceId(traceId));
    const { meta: _other, ...first } = view;
    expect(same).toEqual(first);
  });

  it("gives the details of one span, by any id that it has, or of all", async () => {
    const { spans, details } = await load(traceId, { details: "on" });
    expect(details).toHaveLength(spans.id.length);
    const [root] = details ?? [];
    expect(root?.http).toMatchObject({ method: "POST", status: expect.any(Number) });
    const one = await load(traceId, { span: root?.id });
    expect(one.details).toEqual([root]);
    await expect(load(traceId, { span: "ffffffffffffffff" })).rejects.toThrow(/has no span/);
  });

  it.each([
    ["1-00000001-000000000000000000000000", /kept for 30 days/],
    ["1-7fffffff-000000000000000000000000", /still to come/],
    [
      `1-${Math.floor((now - HOUR_MS) / 1000).toString(16)}-000000000000000000000000`,
      /has no trace .* in us-east-1/,
    ],
    [
      `1-${Math.floor((now - 5_000) / 1000).toString(16)}-000000000000000000000000`,
      /does not have the trace .* yet/,
    ],
    ["8d5958b5-559f-43f3-b278-b71dd7dd0e01", /is a request id/],
    ["53995c3f42cd8ad8", /is the id of a span/],
    ["hello", /is not a trace id/],
  ])("says what is wrong with %s", async (id, message) => {
    await expect(load(id)).rejects.toThrow(NotFound);
    await expect(load(id)).rejects.toThrow(message);
    expect((await jsonAnswer(() => load(id))).status).toBe(404);
  });

  it("is read once however often it is asked for", async () => {
    expect((await load(traceId)).spans).toBe((await load(traceId)).spans);
  });

  it("refuses a parameter that it does not know", async () => {
    expect((await jsonAnswer(() => load(traceId, { details: "some" }))).status).toBe(400);
  });
});

describe("startTrace", () => {
  it("has the trace for a page, and what it cost", async () => {
    const loads = await startTrace(traceId, { span: "x" }, new AbortController().signal);
    expect(loads.trace.state).toBe("ok");
    expect(loads.params.span).toBe("x");
    expect((await loads.spend).page.costUsd).toBeGreaterThanOrEqual(0);
  });

  it("has the failure where X-Ray refuses", async () => {
    const rules = [{ service: "xray", operation: "BatchGetTraces", fault: "access-denied", rate: 1 }];
    await injectFaults(sandbox.url, rules);
    const other = `1-${Math.floor((now - HOUR_MS) / 1000).toString(16)}-000000000000000000000001`;
    const loads = await startTrace(other, {}, new AbortController().signal);
    expect(loads.trace.state).toBe("denied");
    expect((await jsonAnswer(() => load(other))).status).toBe(502);
  });
});
