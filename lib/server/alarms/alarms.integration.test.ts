import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as GET_ONE } from "@/app/api/alarms/detail/route";
import { GET } from "@/app/api/alarms/route";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { type AlarmsView, alarmAnswerSchema, alarmsViewSchema } from "@/lib/model/views/alarms";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";
import type { World } from "@/lib/sandbox/world/types";
import { loadAlarmChanges } from "@/lib/server/alarms/load-alarm-changes";
import { openView } from "@/lib/server/view-request";
import { injectFaults } from "@/lib/testing/inject-faults";
import { stubAws } from "@/lib/testing/stub-aws";

/** What `/api/alarms` answers, against the records of the world that the metrics are made of. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = epochMs(Date.UTC(2026, 0, 15, 12));
const window = { fromMs: now - 3 * HOUR_MS, toMs: now };
const FIVE_MINUTES = 5 * MINUTE_MS;
let sandbox: Sandbox;
let world: World;
let view: AlarmsView;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: now, hours: 4, rps: 10, quotas: false, log: () => {} });
  world = sandbox.world("us-east-1");
  stubAws(sandbox.url);
  view = await read({});
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await sandbox?.close();
});

function answerTo(search: Record<string, string>): Promise<Response> {
  const asked = { from: String(window.fromMs), to: String(window.toMs), ...search };
  return GET(new Request(`http://localhost/api/alarms?${new URLSearchParams(asked)}`));
}

async function read(search: Record<string, string>): Promise<AlarmsView> {
  const answer = await answerTo(search);
  expect(answer.status).toBe(200);
  return alarmsViewSchema.parse(await answer.json());
}

function faults(rules: readonly object[]): Promise<void> {
  return injectFaults(sandbox.url, rules);
}

const denied = (operation: string) => ({
  service: "cloudwatch",
  operation,
  rate: 1,
  fault: "access-denied",
});

const rowOf = (name: string, from = view) => from.alarms?.find((row) => row.name === name);

/** Failed charges of each five minutes since the world began, counted from the records one by one. */
function failedCharges(): readonly number[] {
  const index = world.functions.findIndex(({ name }) => name === "payments-charge");
  const counts = new Array<number>((now - world.startMs) / FIVE_MINUTES).fill(0);
  const list = world.invocationsOf(index, world.startMs, now);
  for (let i = 0; i < list.length; i++) {
    const { startMs, outcome } = world.invocation(list[i] ?? 0);
    const slot = Math.floor((startMs - world.startMs) / FIVE_MINUTES);
    if (outcome !== "success") counts[slot] = (counts[slot] ?? 0) + 1;
  }
  return counts;
}

describe("the alarms of the shop", () => {
  it("are all there, with what they watch", () => {
    const names = [...world.alarms, ...world.compositeAlarms].map(({ name }) => name);
    expect(view.alarms?.map(({ name }) => name).sort()).toEqual(names.sort());
    expect(view.otherAlarms).toEqual([]);
    expect(view.meta.incomplete).toEqual([]);
    expect(rowOf("shop-api-5xx")?.watches).toMatchObject([
      { kind: "stage", name: "shop-api / prod", exists: true },
    ]);
    expect(rowOf("checkout-broken")?.watches.map(({ name }) => name)).toEqual([
      "payments-charge",
      "shop-api / prod",
    ]);
    expect(rowOf("payments-charge-error-rate")).toMatchObject({
      kind: "math",
      condition: "Error rate (%) > 4 in 2 of 2 periods of 5 min",
      watches: [{ name: "payments-charge" }],
    });
  });

  it("changed when the records say so", () => {
    const counts = failedCharges();
    const expected = counts.flatMap((count, i) => {
      const ringing = (at: number) => (counts[at] ?? 0) >= 3 && (counts[at - 1] ?? 0) >= 3;
      const isRinging = count >= 3 && ringing(i);
      return i > 0 && isRinging !== ringing(i - 1)
        ? [{ atMs: world.startMs + (i + 1) * FIVE_MINUTES, to: isRinging ? "ALARM" : "OK" }]
        : [];
    });
    const inWindow = expected.filter(({ atMs }) => atMs >= window.fromMs && atMs < now);
    expect(inWindow.length).toBeGreaterThan(0);
    expect(rowOf("payments-charge-errors")).toMatchObject({
      changes: inWindow.length,
      fired: inWindow.filter(({ to }) => to === "ALARM").length,
      lastFiredMs: inWindow.findLast(({ to }) => to === "ALARM")?.atMs ?? null,
    });
  });

  it("tell who watches a function that is gone", () => {
    expect(rowOf("legacy-thumbnails-errors")).toMatchObject({
      state: "INSUFFICIENT_DATA",
      changes: 0,
      watches: [{ name: "legacy-thumbnails", exists: false, path: null }],
      states: [{ state: "INSUFFICIENT_DATA", fromMs: window.fromMs, toMs: now }],
    });
  });

  it("are narrowed by state and text", async () => {
    expect((await read({ state: "insufficient_data" })).alarms?.map(({ name }) => name)).toEqual([
      "legacy-thumbnails-errors",
    ]);
    expect((await read({ q: "latency p95" })).alarms?.map(({ name }) => name)).toEqual(["shop-api-latency"]);
  });
});

describe("one alarm", () => {
  it("has the figure that it compares, with its threshold", async () => {
    const { alarm } = await read({ alarm: "payments-charge-errors" });
    const counts = failedCharges();
    const first = (window.fromMs - world.startMs) / FIVE_MINUTES;
    expect(alarm?.chart).toMatchObject({
      unit: "count",
      periodMs: FIVE_MINUTES,
      limits: [{ label: "Threshold", value: 3 }],
    });
    expect(alarm?.chart?.series[0]?.values).toEqual(counts.slice(first));
    expect(alarm?.episodes.length).toBe(alarm?.states.filter(({ state }) => state === "ALARM").length);
    expect(alarm?.history).toHaveLength(alarm?.changes ?? -1);
  });

  it("is computed by CloudWatch when it is an expression", async () => {
    const { alarm, meta } = await read({ alarm: "payments-charge-error-rate" });
    const errors = failedCharges().slice((window.fromMs - world.startMs) / FIVE_MINUTES);
    const rates = alarm?.chart?.series[0]?.values ?? [];
    expect(rates).toHaveLength(errors.length);
    expect(rates.map((rate) => (rate ?? 0) > 0)).toEqual(errors.map((count) => count > 0));
    expect(alarm?.chart?.limits).toEqual([{ label: "Threshold", value: 4 }]);
    expect(alarm?.queries.map(({ id, watched }) => [id, watched])).toEqual([
      ["e1", true],
      ["m1", false],
      ["m2", false],
    ]);
    // Two metrics are billed.
    expect(meta.costUsd).toBeGreaterThanOrEqual(0.00002);
  });

  it("follows the alarms of its rule", async () => {
    const { alarm } = await read({ alarm: "checkout-broken" });
    expect(alarm).toMatchObject({ kind: "composite", chart: null });
    expect(alarm?.children.map(({ name, asked, state }) => [name, asked, state])).toEqual(
      ["payments-charge-errors", "shop-api-5xx"].map((name) => [name, "ALARM", rowOf(name)?.state]),
    );
    const ringing = (name: string) => rowOf(name)?.states.filter(({ state }) => state === "ALARM") ?? [];
    const either = [...ringing("payments-charge-errors"), ...ringing("shop-api-5xx")];
    const total = (spans: readonly { fromMs: number; toMs: number }[]) =>
      spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
    expect(total(ringing("checkout-broken"))).toBeGreaterThan(0);
    expect(total(ringing("checkout-broken"))).toBeLessThanOrEqual(total(either));
  });

  it("is not there", async () => {
    const answer = await answerTo({ alarm: "no-such-alarm" });
    expect(answer.status).toBe(404);
    expect((await answer.json()).error.message).toContain("no alarm “no-such-alarm” in us-east-1");
  });

  it("can be asked for alone", async () => {
    const ask = (search: Record<string, string>) =>
      GET_ONE(new Request(`http://localhost/api/alarms/detail?${new URLSearchParams(search)}`));
    const range = { from: String(window.fromMs), to: String(window.toMs) };
    const alone = alarmAnswerSchema.parse(await (await ask({ ...range, alarm: "shop-api-5xx" })).json());
    expect(alone.failures).toEqual([]);
    expect(alone.alarm).toEqual((await read({ alarm: "shop-api-5xx" })).alarm);
    expect((await ask({ ...range, alarm: "no-such-alarm" })).status).toBe(404);
    expect((await ask(range)).status).toBe(400);
  });

  it("is no name", async () => {
    const answer = await answerTo({ alarm: "x".repeat(300) });
    expect(answer.status).toBe(400);
    expect((await answer.json()).error).toMatchObject({ parameter: "alarm" });
  });
});

describe("what cannot be read", () => {
  it("is a history: states stay, changes are unknown", async () => {
    await faults([denied("DescribeAlarmHistory")]);
    // Another minute: the answer of before is in the cache.
    const seen = await read({ from: String(window.fromMs - MINUTE_MS), alarm: "payments-charge-errors" });
    await faults([]);
    expect(seen.historyFromMs).toBeNull();
    expect(rowOf("payments-charge-errors", seen)).toMatchObject({
      state: rowOf("payments-charge-errors")?.state,
      changes: null,
      fired: null,
    });
    expect(seen.alarm?.history).toBeNull();
    expect(seen.meta.incomplete[0]?.reason).toContain("cloudwatch:DescribeAlarmHistory");
  });

  it("is the alarms themselves", async () => {
    await faults([denied("DescribeAlarms")]);
    const seen = await read({ region: "eu-west-1" });
    await faults([]);
    expect(seen.alarms).toBeNull();
    expect(seen.answer.health).toBe("unknown");
    expect(seen.meta.incomplete[0]?.reason).toContain("cloudwatch:DescribeAlarms");
  });

  it("is a window older than the history of alarms", async () => {
    const day = 24 * HOUR_MS;
    const search = { from: String(now - 40 * day), to: String(now - 39 * day) };
    const old = await openView(search, new AbortController().signal);
    const { data, failures } = await loadAlarmChanges(old);
    expect(data).toEqual([]);
    expect(failures?.map(({ message }) => message)).toEqual([expect.stringContaining("30 days")]);
    const seen = await read(search);
    const counts = seen.alarms?.filter(({ sinceMs }) => (sinceMs ?? now) > now - 39 * day);
    expect(counts?.length).toBeGreaterThan(0);
    expect(counts?.every(({ fired, changes }) => fired === null && changes === null)).toBe(true);
  });
});

describe("a region without alarms", () => {
  it("says that nobody is told", async () => {
    const seen = await read({ region: "ap-southeast-2" });
    expect(seen).toMatchObject({ alarms: [], otherAlarms: [], answer: { health: "warning" } });
  });
});
