import { afterEach, describe, expect, it, vi } from "vitest";
import { loadTraces, type TraceLoad } from "@/components/traces/trace-load";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Answers with these parts of a body. */
function answer(parts: readonly string[], status = 200): void {
  vi.stubGlobal("fetch", async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
        controller.close();
      },
    });
    return new Response(body, { status });
  });
}

async function load(): Promise<TraceLoad | undefined> {
  const told: TraceLoad[] = [];
  await loadTraces("/api/traces", new AbortController().signal, (each) => told.push(each));
  return told.at(-1);
}

const meta = `{"type":"meta","notes":["a note"]}\n`;
const rows = (ids: readonly string[]) =>
  `${JSON.stringify({ type: "rows", rows: ids.map((traceId) => ({ traceId })), processed: 5, reachedMs: 7 })}\n`;
const done = `{"type":"done","processed":10,"truncatedAtMs":7,"awsCalls":2,"costUsd":0.1}\n`;

describe("loadTraces", () => {
  it("puts pages together, however the lines are cut", async () => {
    const text = meta + rows(["a", "b"]) + rows(["c"]) + done;
    answer([text.slice(0, 20), text.slice(20, 95), text.slice(95)]);
    expect(await load()).toMatchObject({
      phase: "done",
      notes: ["a note"],
      rows: [{ traceId: "a" }, { traceId: "b" }, { traceId: "c" }],
      processed: 10,
      truncatedAtMs: 7,
      awsCalls: 2,
    });
  });

  it("keeps what came before a failure", async () => {
    const failure = { kind: "throttled", operation: "xray:GetTraceSummaries" };
    answer([meta, rows(["a"]), `${JSON.stringify({ type: "failure", failure })}\n`]);
    expect(await load()).toMatchObject({ phase: "failed", rows: [{ traceId: "a" }], failure });
  });

  it("knows a broken answer by the missing end", async () => {
    answer([meta, rows(["a"])]);
    expect(await load()).toMatchObject({ phase: "failed", error: expect.stringContaining("broke off") });
  });

  it("says why the server refused", async () => {
    answer([JSON.stringify({ error: { message: "limit is no number" } })], 400);
    expect(await load()).toMatchObject({ phase: "failed", error: "limit is no number" });
    answer(["<html>"], 502);
    expect(await load()).toMatchObject({ error: "The server answered 502." });
  });

  it("tells nothing more once it is cancelled", async () => {
    const controller = new AbortController();
    controller.abort();
    answer([meta, rows(["a"]), done]);
    const told = vi.fn();
    await loadTraces("/api/traces", controller.signal, told);
    expect(told).not.toHaveBeenCalled();
  });
});
