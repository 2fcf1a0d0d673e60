import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/logs/route";
import { GET as getSummary } from "@/app/api/logs/summary/route";
import { ceilTo, epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { type LogsAnswer, logsAnswerSchema } from "@/lib/model/views/log-answer";
import { type LogSummary, logSummaryMessageSchema, logSummarySchema } from "@/lib/model/views/log-summary";
import { logsMessageSchema } from "@/lib/model/views/logs";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import type { World } from "@/lib/sandbox/world/types";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";

/** What `/api/logs` answers, against the truth of the world that wrote the logs. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
const window = { from: String(now - HOUR_MS), to: String(now - 10 * MINUTE_MS) };
let sandbox: Sandbox;
let world: World;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 18, rps: 1.5, quotas: false, log: () => {} });
  world = sandbox.world("us-east-1");
  stubAws(sandbox.url);
});

afterEach(() => faults([]));

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

function faults(rules: readonly object[]): Promise<void> {
  return injectFaults(sandbox.url, rules);
}

function request(path: string, search: Record<string, string>, accept = "application/json"): Request {
  const url = `http://localhost${path}?${new URLSearchParams({ ...window, ...search })}`;
  return new Request(url, { headers: { accept } });
}

async function logs(search: Record<string, string>): Promise<LogsAnswer> {
  const answer = await GET(request("/api/logs", search));
  expect(answer.status).toBe(200);
  return logsAnswerSchema.parse(await answer.json());
}

async function summary(search: Record<string, string>): Promise<LogSummary> {
  const answer = await getSummary(request("/api/logs/summary", search));
  expect(answer.status).toBe(200);
  return logSummarySchema.parse(await answer.json());
}

function indexOf(name: string): number {
  return world.functions.find((fn) => fn.name === name)?.index ?? -1;
}

describe("/api/logs as JSON", () => {
  it("has a row for every invocation, with its duration and cold start", async () => {
    const { requests, matching, read, meta } = await logs({ src: "fn:orders-api", limit: "5000" });
    expect(meta.incomplete).toEqual([]);
    expect(read.truncated).toBeNull();
    const truth = world.invocationsOf(indexOf("orders-api"), Number(window.from), Number(window.to));
    const whole = (requests ?? []).filter(
      ({ startMs }) => startMs >= Number(window.from) && startMs < Number(window.to),
    );
    expect(matching).toBe(requests?.length);
    expect(truth.length).toBeGreaterThan(100);
    // One at the very edge may have its START in the window and its report outside, or the other way round.
    expect(Math.abs(whole.length - truth.length)).toBeLessThanOrEqual(2);
    const ids = new Map(whole.map((row) => [`${row.requestId}#${row.attempt}`, row]));
    const details = Array.from(truth, (index) => world.detail(index).requestId);
    expect(details.filter((id) => ids.has(`${id}#1`)).length).toBeGreaterThanOrEqual(truth.length - 2);
    for (const row of whole.filter(({ cut }) => !cut)) {
      expect(row.durationMs).toBeGreaterThan(0);
      expect(row.cold).not.toBeNull();
    }
    expect(whole.map(({ startMs }) => startMs)).toEqual(
      whole.map(({ startMs }) => startMs).sort((a, b) => b - a),
    );
  });

  it("filters, says how many match, and gives no more rows than asked for", async () => {
    const cold = await logs({ src: "fn:orders-api", cold: "true", limit: "5000" });
    for (const row of cold.requests ?? []) expect(row.cold).toBe(true);
    const few = await logs({ src: "fn:orders-api", limit: "3" });
    expect(few.requests).toHaveLength(3);
    expect(few.matching).toBeGreaterThan(cold.matching);
    const id = few.requests?.[0]?.requestId ?? "";
    const one = await logs({ src: "fn:orders-api", requestId: id });
    expect(one.requests?.map(({ requestId }) => requestId)).toEqual([id]);
    const lines = await logs({ src: "fn:orders-api", requestId: id, view: "lines" });
    expect(lines.matching).toBe(one.requests?.[0]?.lineCount);
    const found = await logs({
      src: "fn:orders-api",
      q: "re:/platform\\.report/",
      view: "lines",
      limit: "5",
    });
    expect(found.lines).toHaveLength(5);
    for (const { message } of found.lines ?? []) expect(message).toContain("platform.report");
  });

  it("groups errors and names requests that had them", async () => {
    const { errors } = await logs({ src: "fn:payments-charge,fn:orders-worker", view: "errors" });
    for (const { count, firstMs, lastMs, title } of errors ?? []) {
      expect(count).toBeGreaterThan(0);
      expect(firstMs).toBeLessThanOrEqual(lastMs);
      expect(title).not.toBe("");
    }
  });

  it("reads API requests from access logs, with the function's request id", async () => {
    const api = world.apis.find(({ accessLog }) => accessLog !== null);
    const { requests } = await logs({ src: `access:${api?.id}/${api?.stage}`, limit: "50" });
    expect(requests?.length).toBe(50);
    for (const row of requests ?? []) {
      expect(row.kind).toBe("api");
      expect(row.api?.httpStatus).toBeGreaterThan(99);
    }
  });

  it("says what could not be read, and gives the rest", async () => {
    // A closed window is answered from the cache, although AWS refuses now.
    await logs({ src: "fn:orders-worker" });
    await faults([{ service: "logs", operation: "FilterLogEvents", fault: "access-denied" }]);
    const { meta, requests, read } = await logs({ src: "fn:orders-worker,fn:search-indexer" });
    expect(meta.incomplete[0]).toMatchObject({
      what: "logs",
      reason: expect.stringContaining("FilterLogEvents"),
    });
    expect(requests?.length).toBeGreaterThan(0);
    expect(read.sources.map(({ state }) => state).sort()).toEqual(["complete", "failed"]);
  });

  it.each([
    [{}, "src"],
    [{ src: "orders-api" }, "src"],
    [{ src: "fn:a", q: "re:/(/" }, "q"],
    [{ src: "fn:a", q: "re:/(?=x)/" }, "q"],
    [{ src: "fn:a", limit: "0" }, "limit"],
    [{ src: "fn:a", cursor: "zz" }, "cursor"],
  ])("refuses %j", async (search, parameter) => {
    const answer = await GET(request("/api/logs", search));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { kind: "bad-parameter", parameter } });
    const streamed = await GET(request("/api/logs", { ...search, limit: "1" }, "application/x-ndjson"));
    if (parameter === "src" || parameter === "cursor") expect(streamed.status).toBe(400);
  });

  it("says where a regular expression is wrong", async () => {
    const answer = await GET(request("/api/logs", { src: "fn:a", q: "re:/ab(?=x)/" }));
    const { error } = await answer.json();
    expect(error.message).toMatch(/at character 3/);
  });

  it("is done with a catastrophic regular expression as fast as with any other", async () => {
    const { lines } = await logs({ src: "fn:orders-api", q: "re:/(a+)+$/", view: "lines", limit: "1" });
    expect(lines).toBeDefined();
  });
});

describe("/api/logs as NDJSON", () => {
  it("streams messages of the schema, meta first and done last", async () => {
    const answer = await GET(request("/api/logs", { src: "fn:orders-api" }, "application/x-ndjson"));
    expect(answer.headers.get("content-type")).toBe("application/x-ndjson");
    const messages = (await answer.text())
      .trim()
      .split("\n")
      .map((line) => logsMessageSchema.parse(JSON.parse(line)));
    expect(messages[0]?.type).toBe("meta");
    expect(messages.at(-1)?.type).toBe("done");
  });
});

describe("/api/logs/summary", () => {
  const src = "fn:orders-api,fn:search-indexer";

  it("estimates first and asks nothing of Insights without consent", async () => {
    const before = await queries();
    const { state, estimate, bins } = await summary({ src });
    expect(state).toBe("needs-consent");
    expect(bins).toBeNull();
    expect(estimate.bytes).toBeGreaterThan(0);
    expect(estimate.costUsd).toBeCloseTo(((estimate.bytes ?? 0) / 1e9) * 0.005, 9);
    expect(await queries()).toBe(before);
  });

  it("counts as many lines as a load reads", async () => {
    const { state, bins, meta, bytesScanned } = await summary({ src, consent: "true" });
    expect(state).toBe("complete");
    expect(bytesScanned).toBeGreaterThan(0);
    expect(meta.costUsd).toBeGreaterThan(0);
    const { read } = await logs({ src });
    expect(bins?.reduce((sum, { lines }) => sum + lines, 0)).toBe(read.events);
  });

  it("counts the window's last second too", async () => {
    const orders = indexOf("orders-api");
    const all = Array.from(world.invocationsOf(orders, Number(window.from), Number(window.to)));
    const ends = all.map((one) => world.invocation(one).startMs).filter((atMs) => atMs % 60_000 > 59_050);
    const cut = { src: "fn:orders-api", to: String(ceilTo(ends.at(-1) ?? 0, MINUTE_MS)) };
    const { bins } = await summary({ ...cut, consent: "true", parts: "counts" });
    const { read } = await logs(cut);
    expect(bins?.reduce((sum, { lines }) => sum + lines, 0)).toBe(read.events);
  });

  it("counts requests as the account knows them, by group, and finds the slowest", async () => {
    const { groups, slowest, errors, errorLinesLimited } = await summary({ src, consent: "true" });
    const counted = (name: string) => groups?.find(({ sources }) => sources.includes(`fn:${name}`));
    // Reports of those that began before the window are in it, of those that end after it are not.
    const difference = (counted("orders-api")?.requests ?? 0) - durationsOf("orders-api").length;
    expect(Math.abs(difference)).toBeLessThanOrEqual(3);
    // Its system log level is WARN: there are no reports to count.
    expect(counted("search-indexer")).toMatchObject({ requests: null, failed: null });
    expect(slowest).toHaveLength(20);
    const durations = (slowest ?? []).map(({ durationMs }) => durationMs);
    expect(durations).toEqual([...durations].sort((a, b) => b - a));
    expect(durations[0]).toBeCloseTo(Math.max(...durationsOf("orders-api")), 1);
    expect(slowest?.[0]?.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(errorLinesLimited).toBe(false);
    expect(errors?.length).toBeGreaterThan(0);
  });

  it("counts of a shared group only the function that was asked for", async () => {
    const { groups, bins } = await summary({
      src: "fn:payments-charge",
      consent: "true",
      parts: "counts",
    });
    const { read } = await logs({ src: "fn:payments-charge" });
    expect(groups).toHaveLength(1);
    expect(groups?.[0]?.lines).toBe(read.events);
    expect(bins?.reduce((sum, { lines }) => sum + lines, 0)).toBe(read.events);
    expect(Math.abs((groups?.[0]?.requests ?? 0) - durationsOf("payments-charge").length)).toBeLessThan(4);
  });

  it("groups errors as a load does", async () => {
    const one = { src: "fn:payments-charge" };
    const { errors: counted } = await summary({ ...one, consent: "true", parts: "errors" });
    const { errors: loaded } = await logs({ ...one, view: "errors" });
    const counts = (rows: readonly { hash: string; count: number }[] | null | undefined) =>
      (rows ?? []).map(({ hash, count }) => `${count} ${hash}`).sort();
    expect(counts(counted)).toEqual(counts(loaded));
  });

  it("reads results again by the ids of their queries, at no cost", async () => {
    const first = await summary({ src, consent: "true", parts: "counts,slowest" });
    expect(Object.keys(first.queries)).toEqual(["counts", "slowest"]);
    const before = await queries();
    const ids = Object.entries(first.queries)
      .map(([part, id]) => `${part}:${id}`)
      .join(",");
    const again = await summary({ src, queries: ids });
    expect(again).toMatchObject({ bins: first.bins, slowest: first.slowest, queries: first.queries });
    expect(again.meta.costUsd).toBe(0);
    expect(await queries()).toBe(before);
    const forgotten = await summary({ src, queries: "counts:00000000-0000-4000-8000-000000000000" });
    expect(forgotten).toMatchObject({
      state: "unavailable",
      failure: { nextStep: expect.stringContaining("seven days") },
    });
  });

  it("tells how the queries are doing, and the summary last", async () => {
    const answer = await getSummary(
      request("/api/logs/summary", { src, consent: "true" }, "application/x-ndjson"),
    );
    const messages = (await answer.text())
      .trim()
      .split("\n")
      .map((line) => logSummaryMessageSchema.parse(JSON.parse(line)));
    expect(messages.at(-1)).toMatchObject({ type: "summary", summary: { state: "complete" } });
    const parts = messages.flatMap((message) => (message.type === "progress" ? [message.part] : []));
    expect(new Set(parts)).toEqual(new Set(["counts", "errors", "slowest"]));
  });

  it("gives the parts that could be had", async () => {
    const { queries: ids } = await summary({ src, consent: "true", parts: "counts" });
    const both = `counts:${ids.counts},slowest:00000000-0000-4000-8000-000000000000`;
    const { state, missing, bins, slowest, meta } = await summary({ src, queries: both });
    expect(state).toBe("complete");
    expect(bins?.length).toBeGreaterThan(0);
    expect(slowest).toBeNull();
    expect(missing).toMatchObject([{ part: "slowest", failure: { kind: "not-found" } }]);
    expect(meta.incomplete).toHaveLength(1);
  });

  it("points to a load when queries are denied, and says when there is nothing", async () => {
    await faults([{ service: "logs", operation: "StartQuery", fault: "access-denied" }]);
    const { state, failure } = await summary({ src, consent: "true" });
    expect(state).toBe("unavailable");
    expect(failure).toMatchObject({ kind: "denied", nextStep: expect.stringContaining("load the lines") });
    expect((await summary({ src: "group:/none", consent: "true" })).state).toBe("nothing-to-read");
  });

  function durationsOf(name: string): readonly number[] {
    const truth = world.invocationsOf(indexOf(name), Number(window.from), Number(window.to));
    return Array.from(truth, (index) => world.invocation(index).durationMs);
  }

  async function queries(): Promise<number> {
    const { operations } = await (await fetch(`${sandbox.url}/_sandbox/calls`)).json();
    return operations["logs.StartQuery"]?.calls ?? 0;
  }
});
