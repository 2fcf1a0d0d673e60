import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { awsNow } from "@/lib/aws/clock";
import { SECOND_MS } from "@/lib/base/time";
import { createLogBook } from "@/lib/logs/log-book";
import { unpackEvents } from "@/lib/model/compact-events";
import { contentOfTailed } from "@/lib/model/content-id";
import type { LogEvent } from "@/lib/model/log";
import { type TailMessage, tailMessageSchema } from "@/lib/model/views/logs";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { streamLogs } from "@/lib/server/logs/stream-logs";
import { answerWithTail } from "@/lib/server/logs/tail/answer-with-tail";
import { tailLogs } from "@/lib/server/logs/tail/tail-logs";
import { openView } from "@/lib/server/view-request";
import { CuttableWire } from "@/lib/testing/cuttable-wire";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";
import { parseLogs } from "@/lib/url/logs";
import { rawSearchFromUrl } from "@/lib/url/search";

/** The tail against a living sandbox, through a wire that can be cut. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const WITHIN = { timeout: 30_000 };
const src = "fn:orders-api,fn:orders-worker,fn:payments-charge";
let sandbox: Sandbox;
let wire: CuttableWire;

beforeAll(async () => {
  sandbox = await startSandbox({ hours: 1, rps: 15, incidents: false, rhythm: "steady", log: () => {} });
  wire = await CuttableWire.to(sandbox.port);
  stubAws(wire.url);
});

afterEach(() => faults([]));

afterAll(async () => {
  vi.unstubAllEnvs();
  wire?.close();
  await sandbox?.close();
});

function faults(rules: readonly object[]): Promise<void> {
  return injectFaults(sandbox.url, rules);
}

async function wait(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}

interface Tailed {
  readonly messages: readonly TailMessage[];
  readonly events: readonly LogEvent[];
}

/** Tails while `act` runs. */
async function tailWhile(act: () => Promise<void>, since: number | null = null): Promise<Tailed> {
  const leaving = new AbortController();
  const view = await openView({}, leaving.signal);
  const messages: TailMessage[] = [];
  const reading = (async () => {
    for await (const message of tailLogs(view, parseLogs({ src }), since)) {
      expect(tailMessageSchema.parse(message)).toEqual(message);
      messages.push(message);
    }
  })().catch((error: unknown) => {
    if (!(error instanceof Error && error.name === "AbortError")) throw error;
  });
  await act();
  leaving.abort();
  await reading;
  return { messages, events: eventsOf(messages) };
}

function eventsOf(messages: readonly TailMessage[]): LogEvent[] {
  return messages.flatMap((message) => (message.type === "events" ? unpackEvents(message) : []));
}

const contentOf = ({ timestampMs, stream, message }: LogEvent) => `${timestampMs} ${stream} ${message}`;

/** What the sandbox took in between two instants, read the other way. */
async function takenIn(fromMs: number, toMs: number): Promise<LogEvent[]> {
  const search = { src, from: String(fromMs - 180_000), to: String(toMs + 60_000) };
  const view = await openView(search, new AbortController().signal);
  const events: LogEvent[] = [];
  for await (const message of streamLogs(view, parseLogs(search))) {
    if (message.type === "events") events.push(...unpackEvents(message));
  }
  return events.filter(({ ingestionMs }) => ingestionMs > fromMs && ingestionMs <= toMs);
}

function expectAllOnce(tailed: readonly LogEvent[], taken: readonly LogEvent[]): void {
  expect(taken.length).toBeGreaterThan(10);
  const shown = new Map<string, number>();
  for (const event of tailed) shown.set(contentOf(event), (shown.get(contentOf(event)) ?? 0) + 1);
  const wanted = new Map<string, number>();
  for (const event of taken) wanted.set(contentOf(event), (wanted.get(contentOf(event)) ?? 0) + 1);
  const wrong = [...wanted].filter(([content, count]) => shown.get(content) !== count);
  expect(wrong).toEqual([]);
  expect(new Set(tailed.map(({ id }) => id)).size).toBe(tailed.length);
}

function modesOf({ messages }: Tailed): string[] {
  return messages.flatMap((message) => (message.type === "state" ? [message.mode] : []));
}

describe("a tail", () => {
  it("shows every event once under 20 % throttling and a dropped connection, and in order", async () => {
    let fromMs = 0;
    let toMs = 0;
    const tailed = await tailWhile(async () => {
      await wait(3 * SECOND_MS);
      await faults([{ service: "logs", fault: "throttling", rate: 0.2 }]);
      fromMs = awsNow("default");
      await wait(7 * SECOND_MS);
      wire.cut();
      await wait(8 * SECOND_MS);
      wire.cut();
      await wait(7 * SECOND_MS);
      toMs = awsNow("default") - 2 * SECOND_MS;
    });
    await faults([]);
    expect(modesOf(tailed)).toEqual(expect.arrayContaining(["catching-up", "live", "waiting"]));
    const gaps = tailed.messages.filter((message) => message.type === "gap" && message.cause === "dropped");
    expect(gaps.some((gap) => gap.type === "gap" && !gap.recovered)).toBe(true);
    expect(gaps.at(-1)).toMatchObject({ recovered: true });
    expectAllOnce(tailed.events, await takenIn(fromMs, toMs));
    const book = createLogBook([]);
    for (const event of tailed.events) book.add([event], "group");
    const times = [...book.lines()].map((line) => book.timeOf(line));
    expect(times).toHaveLength(tailed.events.length);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("polls when Live Tail is denied, and shows every event once", async () => {
    await faults([
      { service: "logs", operation: "StartLiveTail", fault: "access-denied" },
      { service: "logs", operation: "FilterLogEvents", fault: "throttling", rate: 0.2 },
    ]);
    let fromMs = 0;
    let toMs = 0;
    const tailed = await tailWhile(async () => {
      await wait(3 * SECOND_MS);
      fromMs = awsNow("default");
      await wait(12 * SECOND_MS);
      toMs = awsNow("default") - 8 * SECOND_MS;
    });
    await faults([]);
    const polling = tailed.messages.find((message) => message.type === "state" && message.mode === "polling");
    expect(polling).toMatchObject({ reason: expect.stringContaining("not authorized") });
    expectAllOnce(tailed.events, await takenIn(fromMs, toMs));
  });

  it("goes on where an earlier tail ended; what both tell of has the same content in its id", async () => {
    const first = await tailWhile(() => wait(4 * SECOND_MS));
    const beats = first.messages.filter((message) => message.type === "heartbeat");
    const since = beats.at(-1)?.watermarkMs ?? 0;
    const began = Math.min(...first.events.map(({ ingestionMs }) => ingestionMs));
    const fromMs = Math.max(began, since);
    await wait(2 * SECOND_MS);
    let toMs = 0;
    const second = await tailWhile(async () => {
      await wait(5 * SECOND_MS);
      toMs = awsNow("default") - 2 * SECOND_MS;
    }, since);
    const both = [...first.events, ...second.events].map(
      (event) => [contentOfTailed(event.id), event] as const,
    );
    expectAllOnce([...new Map(both).values()], await takenIn(fromMs, toMs));
  });

  it("ends the AWS session when the reader of the answer goes away, and names ids for the browser", async () => {
    // Connections that once carried a session that was refused are kept for other calls.
    wire.cut();
    await vi.waitFor(() => expect(wire.tails.size).toBe(0), WITHIN);
    const request = new Request(`http://localhost/api/logs/tail?src=${src}`);
    const answer = await answerWithTail(request, rawSearchFromUrl(new URL(request.url)));
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes("event: events") || !text.includes("id: ")) {
      text += (await reader?.read())?.value ?? "";
    }
    expect(text).toMatch(/retry: 1000\nevent: meta\ndata: \{/);
    expect(text).toMatch(/id: \d+\nevent: heartbeat\n/);
    expect(wire.tails.size).toBe(1);
    await reader?.cancel();
    await vi.waitFor(() => expect(wire.tails.size).toBe(0), WITHIN);
  });

  it.each([
    ["/api/logs/tail", "src"],
    ["/api/logs/tail?src=fn:orders-api&since=yesterday", "since"],
  ])("refuses %s", async (path, parameter) => {
    const url = new URL(path, "http://localhost");
    const answer = await answerWithTail(new Request(url), rawSearchFromUrl(url));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { parameter } });
  });
});
