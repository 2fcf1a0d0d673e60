import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { AwsFailure } from "@/lib/aws/aws-failure";
import { filterLogEvents } from "@/lib/aws/log-events";
import { type LiveTailEvent, startLiveTail, type TailedEvent } from "@/lib/aws/logs-live-tail";
import { testScope } from "@/lib/aws/test-scope";
import { epochMs } from "@/lib/base/time";
import { unpackEvents } from "@/lib/model/compact-events";
import type { LogSource } from "@/lib/model/log";
import type { TailMessage } from "@/lib/model/views/logs";
import { followLive } from "@/lib/server/logs/tail/follow-live";
import { TailedGroup } from "@/lib/server/logs/tail/tailed-group";

/** What a session that samples, falls silent or cannot be had does to the tail; AWS's part is played here. */
vi.mock("@/lib/aws/logs-live-tail", () => ({ startLiveTail: vi.fn() }));
vi.mock("@/lib/aws/log-events", () => ({ filterLogEvents: vi.fn() }));

const source: LogSource = {
  key: "group:/g",
  kind: "group",
  label: "/g",
  group: "/g",
  functionName: null,
  accessLogFormat: null,
};

/** What CloudWatch holds. */
let stored: TailedEvent[];
let messages: TailMessage[];
let leaving: AbortController;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 15, 12) });
  stored = [];
  messages = [];
  leaving = new AbortController();
  vi.mocked(filterLogEvents).mockImplementation(async function* () {
    yield { events: stored.map((one, i) => ({ ...one, id: `aws ${i}` })), bytes: 0, last: true };
  });
});

afterEach(() => {
  leaving.abort();
  vi.useRealTimers();
});

function event(message: string): TailedEvent {
  const ms = Date.now();
  return { group: "/g", stream: "s", timestampMs: ms, ingestionMs: ms, message };
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new DOMException("gone", "AbortError"));
    signal.addEventListener("abort", leave, { once: true });
    setTimeout(() => {
      signal.removeEventListener("abort", leave);
      resolve();
    }, ms);
  });
}

/** Plays one session after the other; the last one goes on for ever. */
function sessions(...plays: ((signal: AbortSignal) => AsyncGenerator<LiveTailEvent, void>)[]): void {
  for (const play of plays) {
    vi.mocked(startLiveTail).mockImplementationOnce(({ signal }) => play(signal));
  }
  vi.mocked(startLiveTail).mockImplementation(async function* ({ signal }) {
    yield { type: "start" };
    for (;;) {
      yield { type: "update", sampled: false, events: [] };
      await wait(1_000, signal);
    }
  });
}

function follow(): Promise<void> {
  const scope = testScope({ signal: leaving.signal, nowMs: epochMs(Date.now()) });
  const send = async (message: TailMessage) => {
    messages.push(message);
  };
  const group = new TailedGroup(scope, send, "/g", [source], null);
  return followLive(scope, [{ group, arn: "arn" }]).catch(() => {});
}

const shown = () =>
  messages.flatMap((message) =>
    message.type === "events" ? unpackEvents(message).map((one) => one.message) : [],
  );
const gaps = () =>
  messages.flatMap((message) => (message.type === "gap" ? [`${message.cause} ${message.recovered}`] : []));
const modes = () => messages.flatMap((message) => (message.type === "state" ? [message.mode] : []));

it("reads again what a sample left out, and says so before and after", async () => {
  sessions(async function* (signal) {
    yield { type: "start" };
    await wait(1_000, signal);
    stored = [event("a"), event("b"), event("c")];
    yield { type: "update", sampled: true, events: stored.slice(0, 1) };
    for (;;) {
      await wait(1_000, signal);
      yield { type: "update", sampled: false, events: [] };
    }
  });
  follow();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(shown()).toEqual(["a"]);
  expect(gaps()).toEqual(["sampled false"]);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(shown()).toEqual(["a", "b", "c"]);
  expect(gaps()).toEqual(["sampled false", "sampled true"]);
});

it("reads shortly again while AWS goes on leaving lines out, and far back before it says that all is there", async () => {
  let nth = 0;
  sessions(async function* (signal) {
    yield { type: "start" };
    for (;;) {
      await wait(1_000, signal);
      nth += 1;
      const all = [event(`shown ${nth}`), event(`left out ${nth}`)];
      stored.push(...all);
      const sampled = nth <= 20;
      yield { type: "update", sampled, events: sampled ? all.slice(0, 1) : all };
    }
  });
  const lookBacks: number[] = [];
  const { getMockImplementation } = vi.mocked(filterLogEvents);
  const read = getMockImplementation();
  vi.mocked(filterLogEvents).mockImplementation(async function* (scope, query) {
    lookBacks.push(Date.now() - query.fromMs);
    if (read) yield* read(scope, query);
  });
  follow();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(gaps()).toEqual(["sampled false", "sampled true"]);
  expect(lookBacks.filter((ms) => ms < 60_000).length).toBeGreaterThanOrEqual(2);
  expect(lookBacks.at(-1)).toBeGreaterThanOrEqual(120_000);
  expect(new Set(shown()).size).toBe(shown().length);
  expect(shown().filter((message) => message.startsWith("left out"))).toHaveLength(nth);
});

it("takes a silent session for a broken one, and makes good what it missed", async () => {
  sessions(async function* (signal) {
    yield { type: "start" };
    yield { type: "update", sampled: false, events: [] };
    await wait(3_600_000, signal);
  });
  follow();
  await vi.advanceTimersByTimeAsync(10_000);
  stored = [event("while silent")];
  await vi.advanceTimersByTimeAsync(10_000);
  expect(shown()).toEqual(["while silent"]);
  expect(gaps()).toEqual(["dropped false", "dropped true"]);
  expect(modes().at(-1)).toBe("live");
});

it("makes good by polling what a lost session left missing, when there is no other", async () => {
  const denied = new AwsFailure({
    kind: "denied",
    operation: "logs:StartLiveTail",
    message: "not authorized",
    nextStep: "",
    action: "logs:StartLiveTail",
    resource: null,
  });
  sessions(
    async function* (signal) {
      yield { type: "start" };
      yield { type: "update", sampled: false, events: [] };
      await wait(2_000, signal);
      stored = [event("after the loss")];
    },
    async function* () {
      yield* [];
      throw denied;
    },
  );
  follow();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(gaps()).toEqual(["dropped false", "dropped true"]);
  expect(shown()).toEqual(["after the loss"]);
  expect(modes().at(-1)).toBe("polling");
});

it("polls for a while when all sessions of the account are taken, then asks again", async () => {
  const full = Object.assign(new Error("15 sessions"), { name: "LimitExceededException" });
  const failure = {
    kind: "throttled",
    operation: "logs:StartLiveTail",
    message: "15 sessions",
    nextStep: "",
    action: null,
    resource: null,
  } as const;
  sessions(async function* () {
    yield* [];
    throw new AwsFailure(failure, { cause: full });
  });
  follow();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(modes()).toEqual(["polling"]);
  stored = [event("polled")];
  await vi.advanceTimersByTimeAsync(5_000);
  expect(shown()).toEqual(["polled"]);
  await vi.advanceTimersByTimeAsync(130_000);
  expect(modes().at(-1)).toBe("live");
  expect(shown()).toEqual(["polled"]);
});
