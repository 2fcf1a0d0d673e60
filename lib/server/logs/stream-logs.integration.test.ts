import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { unpackEvents } from "@/lib/model/compact-events";
import type { LogEvent } from "@/lib/model/log";
import { type LogsMessage, logsMessageSchema } from "@/lib/model/views/logs";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { streamLogs } from "@/lib/server/logs/stream-logs";
import { openView } from "@/lib/server/view-request";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";
import { parseLogs } from "@/lib/url/logs";

/** Loads of logs against the sandbox over HTTP. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 6, rps: 3, quotas: true, log: () => {} });
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

async function sent(operation: string): Promise<number> {
  const { operations } = await (await fetch(`${sandbox.url}/_sandbox/calls`)).json();
  return operations[operation]?.calls ?? 0;
}

interface Loaded {
  readonly messages: readonly LogsMessage[];
  readonly events: readonly LogEvent[];
}

let nth = 0;

/** Each load has a window of its own, so that no test is answered from another's cache. */
function windowOf(hours: number): Record<string, string> {
  nth += 1;
  return {
    from: String(now - hours * HOUR_MS - nth * MINUTE_MS),
    to: String(now),
  };
}

async function load(
  search: Record<string, string>,
  limits?: Parameters<typeof streamLogs>[2],
): Promise<Loaded> {
  const view = await openView(search, new AbortController().signal);
  const messages: LogsMessage[] = [];
  for await (const message of streamLogs(view, parseLogs(search), limits)) messages.push(message);
  for (const message of messages) expect(logsMessageSchema.parse(message)).toEqual(message);
  const events = messages.flatMap((message) => (message.type === "events" ? unpackEvents(message) : []));
  return { messages, events };
}

function ofType<T extends LogsMessage["type"]>(
  { messages }: Loaded,
  type: T,
): Extract<LogsMessage, { type: T }>[] {
  return messages.filter((message): message is Extract<LogsMessage, { type: T }> => message.type === type);
}

const idsOf = ({ events }: Loaded) => events.map(({ id }) => id).sort();

describe("a load", () => {
  it("reads every event once, says how far it is, and ends with done", async () => {
    const window = windowOf(3);
    const loaded = await load({ src: "fn:orders-api", ...window });
    const direct = await load({ src: "group:/aws/lambda/orders-api", ...window });
    expect(loaded.messages[0]?.type).toBe("meta");
    expect(loaded.messages.at(-1)?.type).toBe("done");
    expect(new Set(idsOf(loaded)).size).toBe(loaded.events.length);
    expect(idsOf(loaded)).toEqual(idsOf(direct));
    expect(loaded.events.length).toBeGreaterThan(5_000);
    const progress = ofType(loaded, "progress");
    expect(progress.at(-1)).toMatchObject({ share: 1, events: loaded.events.length });
    for (const { share } of progress) expect(share >= 0 && share <= 1).toBe(true);
    const [done] = ofType(loaded, "done");
    expect(done).toMatchObject({ truncated: null, sources: [{ state: "complete", unread: [] }] });
  });

  it("reads one stream by GetLogEvents, and by FilterLogEvents where its group is read anyway", async () => {
    const window = windowOf(1);
    const group = "/aws/lambda/orders-api";
    const whole = await load({ src: `group:${group}`, ...window });
    const stream = whole.events[0]?.stream ?? "";
    const wanted = whole.events.filter((event) => event.stream === stream);
    const src = `stream:${group}:${stream}`;
    const before = await sent("logs.FilterLogEvents");
    const alone = await load({ src, ...window });
    expect(await sent("logs.FilterLogEvents")).toBe(before);
    const contents = (events: readonly LogEvent[]) =>
      events.map(({ timestampMs, message }) => `${timestampMs} ${message}`).sort();
    expect(contents(alone.events)).toEqual(contents(wanted));
    expect(new Set(idsOf(alone)).size).toBe(alone.events.length);
    expect(ofType(alone, "done")[0]).toMatchObject({ sources: [{ source: src, state: "complete" }] });
    const both = await load({ src: `${src},group:${group}`, ...window });
    expect(new Set(idsOf(both)).size).toBe(whole.events.length);
  });

  it("says that a stream is not there", async () => {
    const loaded = await load({ src: "stream:/aws/lambda/orders-api:nothing", ...windowOf(1) });
    expect(ofType(loaded, "note")).toMatchObject([{ message: expect.stringContaining("no stream nothing") }]);
    expect(ofType(loaded, "done")[0]).toMatchObject({ sources: [{ state: "missing" }] });
  });

  it("asks little of a quiet function", async () => {
    const before = await sent("logs.FilterLogEvents");
    const loaded = await load({ src: "fn:inventory-sync", ...windowOf(5) });
    const asked = (await sent("logs.FilterLogEvents")) - before;
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(3);
    expect(ofType(loaded, "done")[0]?.truncated).toBeNull();
  });

  it.each([
    ["throttling", 0.2, 1],
    ["empty-pages", 1, 2],
    ["reset", 0.2, 3],
  ])("loses nothing to %s", async (fault, rate, minutes) => {
    const whole = await load({ src: "group:/aws/lambda/orders-api", ...windowOf(2) });
    // Its own window: what was read before is kept.
    const [fromMs, toMs] = [now - 2 * HOUR_MS + minutes * MINUTE_MS, now - minutes * MINUTE_MS];
    const window = { ...windowOf(2), from: String(fromMs), to: String(toMs) };
    const expected = whole.events.filter(({ timestampMs }) => timestampMs >= fromMs && timestampMs < toMs);
    const before = await sent("logs.FilterLogEvents");
    const rule = { service: "logs", operation: "FilterLogEvents", fault, rate };
    await faults([rule]);
    const loaded = await load({ src: "fn:orders-api", ...window });
    await faults([]);
    expect(ofType(loaded, "failure")).toEqual([]);
    expect(await sent("logs.FilterLogEvents")).toBeGreaterThan(before);
    expect(idsOf(loaded)).toEqual(idsOf({ ...whole, events: expected }));
  });

  it("names what failed, and reads the other sources", async () => {
    const closed = { ...windowOf(2), to: String(now - HOUR_MS) };
    await load({ src: "fn:payments-charge", ...closed });
    await faults([{ service: "logs", operation: "FilterLogEvents", fault: "access-denied" }]);
    const loaded = await load({ src: "fn:orders-api,fn:payments-charge", ...closed });
    const [failure] = ofType(loaded, "failure");
    expect(failure?.failure).toMatchObject({ kind: "denied", action: "logs:FilterLogEvents" });
    const [done] = ofType(loaded, "done");
    const failed = done?.sources.find(({ source }) => source === failure?.source);
    expect(failed?.state).toBe("failed");
    expect(failed?.unread.length).toBeGreaterThan(0);
    expect(done?.sources.filter(({ state }) => state === "complete")).toHaveLength(1);
    expect(loaded.events.length).toBeGreaterThan(0);
  });
});

describe("sources", () => {
  it("keeps apart functions that share a group", async () => {
    const world = sandbox.world("us-east-1");
    const shared = world.functions.filter(
      ({ logGroup, name }) => logGroup !== `/aws/lambda/${name}` && !name.startsWith("filler"),
    );
    const [first] = shared;
    const other = shared.find(({ name, logGroup }) => logGroup === first?.logGroup && name !== first?.name);
    const window = windowOf(3);
    const of = async (name = "") => load({ src: `fn:${name}`, ...window });
    const [a, b] = [await of(first?.name), await of(other?.name)];
    const group = await load({ src: `group:${first?.logGroup}`, ...window });
    expect(a.events.length).toBeGreaterThan(0);
    expect(b.events.length).toBeGreaterThan(0);
    for (const { stream } of a.events) expect(stream).toContain(`/${first?.name}[`);
    expect([...idsOf(a), ...idsOf(b)].sort()).toEqual(idsOf(group));
  });

  it("reads a stage's execution log once although its canary is logged twice, and both access logs", async () => {
    const api = sandbox.world("us-east-1").apis.find(({ canary }) => canary !== null);
    const window = windowOf(2);
    const stage = `${api?.id}/${api?.stage}`;
    const loaded = await load({ src: `exec:${stage},access:${stage}`, ...window });
    const [meta] = ofType(loaded, "meta");
    expect(meta?.sources.map(({ kind }) => kind)).toEqual(["api-execution", "api-access"]);
    expect(meta?.sources[1]?.accessLogFormat).toContain("$context");
    const groups = new Set(loaded.events.map(({ group }) => group));
    expect([...groups].filter((name) => name.endsWith("/Canary"))).toHaveLength(
      [...groups].some((name) => name.endsWith("/Canary")) ? 1 : 0,
    );
    const execution = loaded.events.filter(({ group }) => group.startsWith("API-Gateway"));
    const extended = execution.filter(({ message }) => message.includes("Extended Request Id"));
    expect(extended.length).toBeGreaterThan(0);
    expect(new Set(extended.map(({ message }) => message)).size).toBe(extended.length);
  });

  it("says that a function never logged, that a window holds nothing, and that a log is off", async () => {
    const api = sandbox.world("us-east-1").apis.find(({ kind }) => kind === "HTTP");
    const loaded = await load({
      src: `fn:no-such-function,group:/no/such/group,exec:${api?.id}/${api?.stage}`,
      ...windowOf(1),
    });
    expect(ofType(loaded, "note").map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["assumed-group", "no-logs-yet", "logging-off"]),
    );
    expect(ofType(loaded, "failure")).toEqual([]);
    expect(ofType(loaded, "done")[0]?.sources.map(({ state }) => state)).toEqual([
      "missing",
      "missing",
      "missing",
    ]);
    const notesOf = async (daysAgo: number) => {
      const from = now - daysAgo * 24 * HOUR_MS;
      const read = await load({
        src: "fn:orders-api",
        from: String(from),
        to: String(from + 24 * HOUR_MS),
      });
      return ofType(read, "note").map(({ kind }) => kind);
    };
    expect(await notesOf(10)).toEqual(["no-events"]);
    // That nothing is left says all; that nothing was found would only repeat it.
    expect(await notesOf(40)).toEqual(["older-than-retention"]);
  });

  it("still looks where AWS puts logs by default when Lambda may not be read", async () => {
    await faults([{ service: "lambda", fault: "access-denied" }]);
    const loaded = await load({ src: "fn:orders-dispatch-probe", ...windowOf(1) });
    expect(ofType(loaded, "note").map(({ kind }) => kind)).toContain("assumed-group");
    expect(ofType(loaded, "failure")[0]?.failure.kind).toBe("denied");
  });
});

describe("limits", () => {
  it("stops at the limit, says what is unread, and reads on from there without a loss", async () => {
    const window = windowOf(3);
    const src = "fn:orders-api,fn:payments-charge";
    const whole = await load({ src, ...window });
    const ids = new Set<string>();
    let cursor = "";
    let loads = 0;
    for (;;) {
      const part = await load(
        { src, ...window, ...(cursor === "" ? {} : { cursor }) },
        { events: 9_000, bytes: Number.POSITIVE_INFINITY },
      );
      loads += 1;
      for (const { id } of part.events) ids.add(id);
      const [done] = ofType(part, "done");
      if (!done?.truncated) break;
      expect(done.truncated).toMatchObject({ by: "events", limit: 9_000 });
      const cut = done.sources.filter(({ state }) => state === "truncated");
      expect(cut.length).toBeGreaterThan(0);
      for (const { unread } of cut) expect(unread.length).toBeGreaterThan(0);
      cursor = done.truncated.cursor;
    }
    expect(loads).toBeGreaterThan(1);
    expect([...ids].sort()).toEqual(idsOf(whole));
  });

  it("refuses a damaged cursor", async () => {
    await expect(load({ src: "fn:orders-api", cursor: "x", ...windowOf(1) })).rejects.toMatchObject({
      parameter: "cursor",
    });
  });

  it("lets AWS search when asked to, and says that requests are not whole", async () => {
    const window = windowOf(2);
    const loaded = await load({ src: "fn:orders-api", q: "platform.report", scan: "matches", ...window });
    expect(loaded.events.length).toBeGreaterThan(0);
    for (const { message } of loaded.events) expect(message).toContain("platform.report");
    expect(ofType(loaded, "note").map(({ kind }) => kind)).toContain("matches-only");
  });
});

describe("leaving", () => {
  it("stops AWS calls when the reader stops reading", async () => {
    const search = { src: "fn:orders-api,fn:payments-charge", ...windowOf(5) };
    const view = await openView(search, new AbortController().signal);
    for await (const message of streamLogs(view, parseLogs(search))) {
      if (message.type === "events") break;
    }
    const after = await sent("logs.FilterLogEvents");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await sent("logs.FilterLogEvents")).toBeLessThanOrEqual(after + 8);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const settled = await sent("logs.FilterLogEvents");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await sent("logs.FilterLogEvents")).toBe(settled);
  });
});
