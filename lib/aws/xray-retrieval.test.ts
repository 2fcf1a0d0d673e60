import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { testScope } from "@/lib/aws/test-scope";
import { retrieveTraces } from "@/lib/aws/xray-retrieval";
import { epochMs } from "@/lib/base/time";
import { stubAws } from "@/lib/testing/stub-aws";

/** An endpoint with Transaction Search on: each ListRetrievedTraces takes the next answer, the last one again and again. */
const window = { fromMs: epochMs(Date.UTC(2026, 0, 15, 11)), toMs: epochMs(Date.UTC(2026, 0, 15, 12)) };
const ids = (count: number) =>
  Array.from({ length: count }, (_, i) => `1-6968d6bd-${i.toString(16).padStart(24, "0")}`);
let server: Server;
let answers: object[] = [];
let asked: { path: string; body: Record<string, unknown> }[] = [];

beforeEach(async () => {
  asked = [];
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const path = request.url ?? "";
    asked.push({ path, body: JSON.parse(Buffer.concat(parts).toString() || "{}") });
    const next = answers.length > 1 ? answers.shift() : answers[0];
    const body =
      path === "/StartTraceRetrieval"
        ? { RetrievalToken: "token" }
        : path === "/ListRetrievedTraces"
          ? next
          : {};
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stubAws(`http://127.0.0.1:${portOf(server)}`);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** `address` is a text for sockets of the file system only. */
function portOf(listening: Server): number {
  return (listening.address() as AddressInfo).port;
}

function paths(): readonly string[] {
  return asked.map(({ path }) => path);
}

describe("retrieveTraces", () => {
  it("asks until it is complete, and puts a trace's spans of several pages together", async () => {
    const [first = "", second = ""] = ids(2);
    answers = [
      { RetrievalStatus: "SCHEDULED" },
      { RetrievalStatus: "RUNNING" },
      {
        RetrievalStatus: "COMPLETE",
        TraceFormat: "OTEL",
        Traces: [{ Id: first, Duration: 2, Spans: [{ Id: "a", Document: "{1}" }] }],
        NextToken: "more",
      },
      {
        RetrievalStatus: "COMPLETE",
        TraceFormat: "OTEL",
        Traces: [{ Id: first, Duration: 2, Spans: [{ Id: "b", Document: "{2}" }] }],
      },
    ];
    const { traces, missing } = await retrieveTraces(testScope(), [first, second, first], window);
    expect(traces).toEqual([
      { traceId: first, format: "otel", documents: ["{1}", "{2}"], durationMs: 2_000, limitExceeded: false },
    ]);
    expect(missing).toEqual([second]);
    expect(asked[0]).toMatchObject({
      path: "/StartTraceRetrieval",
      body: { TraceIds: [first, second], StartTime: window.fromMs / 1000, EndTime: window.toMs / 1000 },
    });
    expect(paths()).not.toContain("/CancelTraceRetrieval");
  });

  it("asks for at most 100 traces at once", async () => {
    answers = [{ RetrievalStatus: "COMPLETE", Traces: [] }];
    const { missing } = await retrieveTraces(testScope(), ids(150), window);
    expect(missing).toHaveLength(150);
    const starts = asked.filter(({ path }) => path === "/StartTraceRetrieval");
    expect(starts.map(({ body }) => (body.TraceIds as unknown[]).length)).toEqual([100, 50]);
  });

  it("says when X-Ray gave up", async () => {
    answers = [{ RetrievalStatus: "RUNNING" }, { RetrievalStatus: "FAILED" }];
    await expect(retrieveTraces(testScope(), ids(1), window)).rejects.toMatchObject({
      failure: { kind: "partial", message: expect.stringContaining("FAILED") },
    });
    expect(paths()).not.toContain("/CancelTraceRetrieval");
  });

  it("ends the retrieval when the page is left", async () => {
    answers = [{ RetrievalStatus: "RUNNING" }];
    const page = new AbortController();
    const asking = retrieveTraces(testScope({ signal: page.signal }), ids(1), window);
    await vi.waitUntil(() => paths().includes("/ListRetrievedTraces"));
    page.abort();
    await expect(asking).rejects.toMatchObject({ name: "AbortError" });
    expect(asked.at(-1)).toMatchObject({ path: "/CancelTraceRetrieval", body: { RetrievalToken: "token" } });
  });
});
