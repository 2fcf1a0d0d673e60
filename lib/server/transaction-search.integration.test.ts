import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { filterLogEvents } from "@/lib/aws/log-events";
import { runInsightsQuery } from "@/lib/aws/logs-insights";
import { createMeter } from "@/lib/aws/meter";
import { getTraceSegmentDestination, getTraceSummaries, getTraces, retrieveTraces } from "@/lib/aws/xray";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { TraceDocuments } from "@/lib/model/trace";
import { w3cTraceId } from "@/lib/model/trace-id";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import type { InvocationRecord, World } from "@/lib/sandbox/world/types";
import { isIndexed } from "@/lib/sandbox/xray/operations/indexing";
import { isIncomplete, renderTrace } from "@/lib/sandbox/xray/traces/render-trace";
import { traceRoots } from "@/lib/sandbox/xray/traces/trace-root";
import { loadTrace } from "@/lib/server/trace";
import { notesOn } from "@/lib/server/traces";
import { openView } from "@/lib/server/view-request";
import { comparableTrace } from "@/lib/testing/comparable-trace";
import { stubAws } from "@/lib/testing/stub-aws";
import { readTrace } from "@/lib/traces/read-trace";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** One shop in two accounts: one sends its segments to X-Ray, the other keeps them as spans. */
const now = epochMs(Date.UTC(2026, 0, 15, 12));
const shop = { nowMs: now, hours: 4, rps: 0.3, regions: ["us-east-1"], quotas: false, log: () => {} };
const window = { fromMs: epochMs(now - 4 * HOUR_MS), toMs: epochMs(now) };

let segments: Sandbox;
let spans: Sandbox;
let world: World;
/** Unindexed, whole traces. */
let traces: {
  readonly id: string;
  readonly startMs: number;
  readonly invocations: readonly InvocationRecord[];
}[];

beforeAll(async () => {
  segments = await startSandbox(shop);
  spans = await startSandbox({ ...shop, transactionSearch: true });
  stubAws(spans.url);
  world = spans.world("us-east-1");
  traces = traceRoots(world, window.fromMs, now - 20 * MINUTE_MS).flatMap((root) => {
    const trace = renderTrace(world, root);
    if (isIncomplete(trace, now) || isIndexed(world, trace.id)) return [];
    const indexes = world.findTrace(trace.id)?.invocationIndexes ?? [];
    const { id, startMs } = trace;
    return [{ id, startMs, invocations: indexes.map((index) => world.invocation(index)) }];
  });
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([segments?.close(), spans?.close()]);
});

const scope = () => ({
  account: "default",
  region: "us-east-1",
  signal: new AbortController().signal,
  meter: createMeter(null),
  nowMs: now,
});

const some =
  (test: (invocation: InvocationRecord) => boolean) =>
  ({ invocations }: (typeof traces)[number]) =>
    invocations.some((invocation) => invocation.sampled && test(invocation));

const calls = async () => (await fetch(`${spans.url}/_sandbox/calls`)).text();

/** The latest of a kind. */
function traceOf(test: (trace: (typeof traces)[number]) => boolean) {
  const found = traces.filter(test).at(-1);
  if (!found) throw new Error("The shop has no such trace");
  return found;
}

function comparableOf(documents: TraceDocuments) {
  const trace = readTrace(documents);
  return comparableTrace(trace, trace.detailOf);
}

/** What X-Ray's segment documents of a trace tell, read from the wire: the product has one endpoint at a time. */
async function bySegments(id: string) {
  const answer = await fetch(`${segments.url}/Traces`, {
    method: "POST",
    headers: {
      authorization:
        "AWS4-HMAC-SHA256 Credential=AKIATEST/20260115/us-east-1/xray/aws4_request, SignedHeaders=host, Signature=0",
    },
    body: JSON.stringify({ TraceIds: [id] }),
  });
  const { Traces } = await answer.json();
  const documents: string[] = Traces[0].Segments.map(({ Document }: { Document: string }) => Document);
  return comparableOf({ traceId: id, format: "xray", documents, durationMs: null, limitExceeded: false });
}

describe("a trace that Transaction Search keeps unindexed", () => {
  it.each<[string, (trace: (typeof traces)[number]) => boolean]>([
    [
      "an API request with authorizer and function",
      ({ invocations }) =>
        ["authorizer", "api"].every((trigger) => invocations.some((each) => each.trigger === trigger)),
    ],
    ["an event with retries", some(({ attempt }) => attempt === 3)],
    ["a cold start", some(({ cold, trigger }) => cold && trigger === "api")],
    ["a queue's consumer", some(({ trigger }) => trigger === "sqs")],
    ["a stream's consumer", some(({ trigger }) => trigger === "kinesis")],
    ["an error", some(({ outcome }) => outcome === "error")],
    ["a timeout", some(({ outcome }) => outcome === "timeout")],
  ])("is opened by its id and tells what its segments tell: %s", async (_kind, test) => {
    const { id } = traceOf(test);
    expect((await getTraces(scope(), [id])).missing).toEqual([id]);
    const view = await loadTrace(id, { details: "on" }, new AbortController().signal);
    const told = comparableTrace(view, (index) => view.details?.[index] ?? null);
    const expected = await bySegments(id);
    expect(expected.spans.length).toBeGreaterThan(1);
    expect(told).toEqual(expected);
  });

  it("is one of many: eleven are retrieved on three pages, and an unknown one is missing", async () => {
    const ids = traces.slice(-11).map(({ id }) => id);
    const unknown = `1-${Math.floor(now / 1000 - 3_600).toString(16)}-${"0".repeat(24)}`;
    await fetch(`${spans.url}/_sandbox/calls`, { method: "DELETE" });
    const found = await retrieveTraces(scope(), [...ids, unknown], window);
    expect(found.traces.map(({ traceId }) => traceId)).toEqual(ids);
    expect(found.missing).toEqual([unknown]);
    expect(found.traces.every(({ format }) => format === "otel")).toBe(true);
    const { operations } = JSON.parse(await calls());
    // Scheduled, running, and the three pages.
    expect(operations["xray.ListRetrievedTraces"].calls).toBe(5);
    expect(await calls()).not.toContain("CancelTraceRetrieval");
  });

  it("is cancelled when the reader goes", async () => {
    await fetch(`${spans.url}/_sandbox/calls`, { method: "DELETE" });
    const gone = new AbortController();
    const retrieval = retrieveTraces({ ...scope(), signal: gone.signal }, [traces[0]?.id ?? ""], window);
    const failure = expect(retrieval).rejects.toThrow();
    // The first answer is never the last.
    await vi.waitFor(async () => expect(await calls()).toContain("ListRetrievedTraces"), {
      interval: 5,
      timeout: 30_000,
    });
    gone.abort();
    await failure;
    await vi.waitFor(async () => expect(await calls()).toContain("CancelTraceRetrieval"), {
      timeout: 30_000,
    });
  });
});

describe("the log group aws/spans", () => {
  const during = (startMs: number) => ({
    fromMs: epochMs(startMs - 1_000),
    toMs: epochMs(startMs + 10 * MINUTE_MS),
  });

  it("has the spans of a trace, which make the same tree", async () => {
    const { id, startMs } = traceOf(some(({ attempt }) => attempt === 3));
    const documents: string[] = [];
    const pages = filterLogEvents(scope(), {
      group: "aws/spans",
      ...during(startMs),
      newestFirst: false,
      pattern: `{ $.traceId = "${w3cTraceId(id)}" }`,
    });
    for await (const { events } of pages) documents.push(...events.map(({ message }) => message));
    const told = comparableOf({
      traceId: id,
      format: "otel",
      documents,
      durationMs: null,
      limitExceeded: false,
    });
    expect(told).toEqual(await bySegments(id));
  });

  it("is read by Logs Insights", async () => {
    const { id, startMs } = traceOf(some(({ outcome }) => outcome === "error"));
    const text = `filter traceId = "${w3cTraceId(id)}" and status.code = "ERROR" | stats count(*) as failed, max(durationNano) as longest by resource.attributes.service.name as service | sort longest desc`;
    let rows: readonly Readonly<Record<string, string>>[] = [];
    const states = runInsightsQuery(scope(), {
      groups: ["aws/spans"],
      ...during(startMs),
      text,
      limit: 100,
    });
    for await (const state of states) if (state.state === "complete") rows = state.rows;
    const { spans: failed } = await bySegments(id);
    expect(rows.length).toBeGreaterThan(0);
    expect(failed.map(({ service }) => service)).toContain(rows[0]?.service);
    expect(Number(rows[0]?.longest)).toBeGreaterThan(0);
  });
});

describe("the list of traces", () => {
  it("has the indexed ones only, and says so", async () => {
    expect(await getTraceSegmentDestination(scope())).toBe("CloudWatchLogs");
    const hour = { fromMs: epochMs(now - HOUR_MS), toMs: epochMs(now - 20 * MINUTE_MS) };
    const { summaries } = await getTraceSummaries(scope(), { window: hour, filter: null, limit: 5_000 });
    const listed = new Set(summaries.map(({ traceId }) => traceId));
    expect(traces.filter(({ id }) => listed.has(id))).toEqual([]);
    const all = traceRoots(world, hour.fromMs, hour.toMs).length;
    expect(summaries.length / all).toBeGreaterThan(0.05);
    expect(summaries.length / all).toBeLessThan(0.15);
    const notes = await notesOn(await openView({}, new AbortController().signal));
    expect(notes.join()).toMatch(/only indexed traces are found here/);
  });
});
