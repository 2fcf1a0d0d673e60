import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { AwsFailure } from "@/lib/aws/aws-failure";
import type { CallScope } from "@/lib/aws/call-scope";
import { filterLogEvents, getLogEvents, keptFor } from "@/lib/aws/log-events";
import { describeLogGroups, describeLogStreams, findLogGroup } from "@/lib/aws/logs";
import { type InsightsState, runInsightsQuery } from "@/lib/aws/logs-insights";
import { type LiveTailEvent, startLiveTail } from "@/lib/aws/logs-live-tail";
import { createMeter } from "@/lib/aws/meter";
import { estimateScan } from "@/lib/aws/scan-estimate";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { LogEvent } from "@/lib/model/log";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";

/** CloudWatch Logs through the real SDK: nothing may be lost, whatever the endpoint's manners. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
const region = "us-east-1";
const group = "/aws/lambda/orders-api";
let sandbox: Sandbox;
let window: { fromMs: number; toMs: number };

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 3, rps: 2, quotas: false, log: () => {} });
  stubAws(sandbox.url);
  window = { fromMs: now - HOUR_MS, toMs: now };
});

afterEach(() => faults([]));

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

function scopeIn(signal = new AbortController().signal): CallScope {
  return { account: "default", region, signal, meter: createMeter(null), nowMs: now };
}

function faults(rules: readonly object[]): Promise<void> {
  return injectFaults(sandbox.url, rules);
}

async function callsOf(operation: string): Promise<number> {
  const answer = await fetch(`${sandbox.url}/_sandbox/calls`);
  const { operations } = await answer.json();
  return operations[operation]?.calls ?? 0;
}

async function read(
  over: Partial<Parameters<typeof filterLogEvents>[1]> = {},
  scope = scopeIn(),
): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  const query = { group, ...window, newestFirst: true, pattern: null, ...over };
  for await (const page of filterLogEvents(scope, query)) events.push(...page.events);
  return events;
}

const ids = (events: readonly LogEvent[]) => events.map(({ id }) => id).sort();

describe("FilterLogEvents", () => {
  it("gives the same events newest first and oldest first, over several pages", async () => {
    const newest = await read();
    const oldest = await read({ newestFirst: false });
    expect(newest.length).toBeGreaterThan(1_000);
    expect(new Set(ids(newest)).size).toBe(newest.length);
    expect(ids(oldest)).toEqual(ids(newest));
    expect(newest[0]?.timestampMs).toBeGreaterThan(newest[newest.length - 1]?.timestampMs ?? 0);
    for (const { timestampMs } of newest) {
      expect(timestampMs >= window.fromMs && timestampMs < window.toMs).toBe(true);
    }
  });

  it("loses nothing at the seam of two windows and doubles nothing", async () => {
    const [first] = await read({ toMs: now });
    const cut = first?.timestampMs ?? 0;
    const halves = [...(await read({ fromMs: cut })), ...(await read({ toMs: cut }))];
    expect(ids(halves)).toEqual(ids(await read()));
  });

  it.each([
    ["empty-pages", 1, 1],
    ["throttling", 0.2, 2],
    ["reset", 0.2, 3],
    ["truncated", 0.2, 4],
    ["503", 0.2, 5],
  ])("reads everything in spite of %s", async (fault, rate, cutMs) => {
    // Its own window: what was read before is kept.
    const toMs = now - cutMs;
    const expected = (await read()).filter(({ timestampMs }) => timestampMs < toMs);
    await faults([{ service: "logs", operation: "FilterLogEvents", fault, rate }]);
    const scope = scopeIn();
    expect(ids(await read({ toMs }, scope))).toEqual(ids(expected));
    expect(scope.meter.snapshot().sent).toBeGreaterThan(0);
  });

  it("gives what it has and then says that a token was repeated", async () => {
    await faults([{ service: "logs", operation: "FilterLogEvents", fault: "repeat-token" }]);
    const events: LogEvent[] = [];
    const query = { group, ...window, toMs: now - 6, newestFirst: true, pattern: null };
    const pages = filterLogEvents(scopeIn(), query);
    await expect(async () => {
      for await (const page of pages) events.push(...page.events);
    }).rejects.toMatchObject({
      failure: { kind: "unavailable", message: expect.stringContaining("token twice") },
    });
    expect(events.length).toBeGreaterThan(0);
  });

  it("asks for no further page when the reader stops or leaves", async () => {
    const before = await callsOf("logs.FilterLogEvents");
    for await (const page of filterLogEvents(scopeIn(), {
      group,
      fromMs: now - 3 * HOUR_MS,
      toMs: now - 7,
      newestFirst: true,
      pattern: null,
    })) {
      expect(page.events.length).toBeGreaterThan(0);
      break;
    }
    const leaving = new AbortController();
    const abandoned = read({ fromMs: now - 3 * HOUR_MS + 1 }, scopeIn(leaving.signal));
    leaving.abort();
    await expect(abandoned).rejects.toMatchObject({ name: "AbortError" });
    expect((await callsOf("logs.FilterLogEvents")) - before).toBeLessThanOrEqual(2);
  });

  it("answers a window from the cache the second time, an open one for seconds only", async () => {
    const closed = { fromMs: now - 2 * HOUR_MS, toMs: now - HOUR_MS };
    const first = await read(closed);
    const scope = scopeIn();
    expect(ids(await read(closed, scope))).toEqual(ids(first));
    expect(scope.meter.snapshot()).toMatchObject({ sent: 0 });
    const [one, other] = [scopeIn(), scopeIn()];
    const open = { fromMs: now - HOUR_MS - 1 };
    const seen = ids(await read(open, one));
    expect(one.meter.snapshot()).toMatchObject({ cached: 0 });
    expect(ids(await read(open, other))).toEqual(seen);
    expect(other.meter.snapshot()).toMatchObject({ sent: 0, cached: one.meter.snapshot().sent });
    expect(keptFor(now, now)).toBeLessThanOrEqual(10_000);
    expect(keptFor(now - HOUR_MS, now)).toBeGreaterThan(MINUTE_MS);
  });

  it("says that a group does not exist", async () => {
    await expect(read({ group: "/aws/lambda/never-called" })).rejects.toMatchObject({
      failure: { kind: "not-found" },
    });
  });
});

describe("groups and streams", () => {
  it("lists groups over several pages, and finds one among those with the same beginning", async () => {
    const groups = await describeLogGroups(scopeIn());
    expect(groups.map(({ name }) => name)).toContain(group);
    expect(await findLogGroup(scopeIn(), group)).toMatchObject({
      arn: expect.stringMatching(/:log-group:\/aws\/lambda\/orders-api$/),
    });
    expect(await findLogGroup(scopeIn(), "/aws/lambda/orders")).toBeNull();
  });

  it("reads one stream to its end, where the token comes back, with the same content as a filter", async () => {
    const [stream] = await describeLogStreams(scopeIn(), group);
    const events: LogEvent[] = [];
    for await (const page of getLogEvents(scopeIn(), { group, stream: stream?.name ?? "", ...window })) {
      events.push(...page.events);
    }
    const filtered = (await read()).filter((event) => event.stream === stream?.name);
    const content = (list: readonly LogEvent[]) =>
      list.map(({ timestampMs, message }) => `${timestampMs} ${message}`).sort();
    expect(content(events)).toEqual(content(filtered));
    expect(new Set(ids(events)).size).toBe(events.length);
  });
});

describe("Logs Insights", () => {
  async function statesOf(text: string, scope = scopeIn()): Promise<InsightsState[]> {
    const states: InsightsState[] = [];
    for await (const state of runInsightsQuery(scope, { groups: [group], ...window, text, limit: 1_000 })) {
      states.push(state);
    }
    return states;
  }

  it("counts as many events as reading them all, and charges for the bytes scanned", async () => {
    const scope = scopeIn();
    const last = (await statesOf("stats count(*) as n", scope)).at(-1);
    expect(last).toMatchObject({ state: "complete", rows: [{ n: String((await read()).length) }] });
    const { bytesScanned, costUsd } = scope.meter.snapshot();
    expect(bytesScanned).toBeGreaterThan(0);
    expect(costUsd).toBeCloseTo((bytesScanned / 1e9) * 0.005, 12);
  });

  it("says where a query is wrong", async () => {
    await expect(statesOf("fields @message | bogus x")).rejects.toMatchObject({
      failure: { kind: "invalid", message: expect.stringMatching(/at character \d+/) },
    });
  });

  it("says that it is denied", async () => {
    await faults([{ service: "logs", operation: "StartQuery", fault: "access-denied" }]);
    await expect(statesOf("stats count(*)")).rejects.toMatchObject({
      failure: { kind: "denied", action: "logs:StartQuery" },
    });
  });

  it("stops the query when the reader leaves", async () => {
    const before = await callsOf("logs.StopQuery");
    for await (const state of runInsightsQuery(scopeIn(), {
      groups: [group],
      ...window,
      text: "stats count(*) by bin(1m)",
      limit: 10,
    })) {
      expect(state.state).toBe("running");
      break;
    }
    expect((await callsOf("logs.StopQuery")) - before).toBe(1);
  });

  it("stops the query when the reader leaves before it is known to have begun", async () => {
    await faults([{ service: "logs", operation: "StartQuery", fault: "slow", latencyMs: 300 }]);
    const [started, stopped] = [await callsOf("logs.StartQuery"), await callsOf("logs.StopQuery")];
    const leaving = new AbortController();
    setTimeout(() => leaving.abort(), 100);
    await expect(statesOf("stats count(*)", scopeIn(leaving.signal))).rejects.toMatchObject({
      name: "AbortError",
    });
    expect((await callsOf("logs.StartQuery")) - started).toBe(1);
    expect((await callsOf("logs.StopQuery")) - stopped).toBe(1);
  });

  it("estimates by the window's share of what is kept", () => {
    const known = {
      name: group,
      arn: null,
      createdMs: now - 100 * 24 * HOUR_MS,
      retentionDays: 10,
      storedBytes: 240e9,
      logClass: "STANDARD",
    };
    const hour = { fromMs: now - HOUR_MS, toMs: now };
    expect(estimateScan([known], hour, now)).toMatchObject({ bytes: 1e9, costUsd: 0.005 });
    expect(estimateScan([known, null], hour, now).bytes).toBe(1e9);
    expect(estimateScan([{ ...known, storedBytes: null }], hour, now)).toMatchObject({
      bytes: null,
      costUsd: null,
    });
    const young = { ...known, createdMs: now - HOUR_MS, storedBytes: 0 };
    expect(estimateScan([young], hour, now).bytes).toBeNull();
    const longAgo = { fromMs: now - 40 * 24 * HOUR_MS, toMs: now - 20 * 24 * HOUR_MS };
    expect(estimateScan([known], longAgo, now).bytes).toBe(0);
  });
});

describe("Live Tail", () => {
  const arn = () => `arn:aws:logs:${region}:${sandbox.world(region).account.accountId}:log-group:${group}`;

  it("opens without the host prefix, updates every second, and ends with its reader", async () => {
    const scope = scopeIn();
    const seen: LiveTailEvent["type"][] = [];
    for await (const event of startLiveTail(scope, [arn()])) {
      seen.push(event.type);
      if (seen.filter((type) => type === "update").length === 2) break;
    }
    expect(seen).toEqual(["start", "update", "update"]);
    expect(scope.meter.snapshot()).toMatchObject({ sent: 1, costUsd: 0.01 });
  });

  it("ends with AbortError when the page is left", async () => {
    const leaving = new AbortController();
    await expect(async () => {
      for await (const event of startLiveTail(scopeIn(leaving.signal), [arn()])) {
        if (event.type === "update") leaving.abort();
      }
    }).rejects.toMatchObject({ name: "AbortError" });
  });

  it.each([
    ["access-denied", "denied"],
    ["reset", "unavailable"],
    ["throttling", "throttled"],
  ])("%s at the start is %s", async (fault, kind) => {
    await faults([{ service: "logs", operation: "StartLiveTail", fault }]);
    await expect(startLiveTail(scopeIn(), [arn()]).next()).rejects.toMatchObject({ failure: { kind } });
    await expect(startLiveTail(scopeIn(), [arn()]).next()).rejects.toBeInstanceOf(AwsFailure);
  });
});
