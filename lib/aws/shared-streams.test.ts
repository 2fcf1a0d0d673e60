import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SharedStreams } from "@/lib/aws/shared-streams";

/** What the other side sends: numbers, until it ends or fails. */
function source() {
  const waiting: (number | Error | null)[] = [];
  let wake: (() => void) | null = null;
  const state = { opened: 0, ended: 0 };
  const send = (...events: (number | Error | null)[]) => {
    waiting.push(...events);
    wake?.();
  };
  async function* open(signal: AbortSignal) {
    state.opened += 1;
    signal.addEventListener("abort", () => {
      state.ended += 1;
      send(null);
    });
    for (;;) {
      while (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      const event = waiting.shift();
      if (event === null || event === undefined) return;
      if (event instanceof Error) throw event;
      yield event;
    }
  }
  return { state, send, open };
}

const settle = () => vi.advanceTimersByTimeAsync(1);

/** Reads in the background. `slow` resolves before each event after the first. */
function follow(
  streams: SharedStreams<number>,
  open: (signal: AbortSignal) => AsyncIterable<number>,
  slow: () => Promise<void> = async () => {},
) {
  const leaving = new AbortController();
  const heard: string[] = [];
  const read = async () => {
    for await (const { value, missed } of streams.join("k", leaving.signal, open)) {
      heard.push(missed ? `…${value}` : `${value}`);
      await slow();
    }
  };
  read().then(
    () => heard.push("end"),
    (error: Error) => heard.push(error.name === "AbortError" ? "left" : error.message),
  );
  return { heard, leave: () => leaving.abort() };
}

let streams: SharedStreams<number>;
beforeEach(() => {
  vi.useFakeTimers();
  streams = new SharedStreams({ kept: 3, silenceMs: 10_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

it("opens once for several readers; a late one hears that it has begun, and what comes from then on", async () => {
  const { state, send, open } = source();
  const a = follow(streams, open);
  await settle();
  send(0, 1);
  await settle();
  expect(streams.has("k")).toBe(true);
  const b = follow(streams, open);
  await settle();
  send(2);
  await settle();
  expect([a.heard, b.heard, state.opened]).toEqual([["0", "1", "2"], ["0", "2"], 1]);
});

it("ends when the last reader leaves, and not before; then another one opens it anew", async () => {
  const { state, send, open } = source();
  const a = follow(streams, open);
  const b = follow(streams, open);
  await settle();
  a.leave();
  await settle();
  send(1);
  await settle();
  expect([a.heard, b.heard, state.ended]).toEqual([["left"], ["1"], 0]);
  b.leave();
  await settle();
  expect([b.heard, state.ended, streams.has("k")]).toEqual([["1", "left"], 1, false]);
  follow(streams, open);
  await settle();
  expect(state.opened).toBe(2);
});

it("fails for all when it fails, and ends for all when it ends", async () => {
  for (const [event, told] of [
    [new Error("refused"), "refused"],
    [null, "end"],
  ] as const) {
    const { send, open } = source();
    const readers = [follow(streams, open), follow(streams, open)];
    await settle();
    send(7, event);
    await settle();
    for (const { heard } of readers) expect(heard.at(-1)).toBe(told);
    expect(streams.has("k")).toBe(false);
  }
});

it("drops the oldest for a slow reader alone, and tells it so", async () => {
  const { send, open } = source();
  let go = () => {};
  const slow = follow(streams, open, () => new Promise<void>((resolve) => (go = resolve)));
  const quick = follow(streams, open);
  await settle();
  send(0);
  await settle();
  send(1, 2, 3, 4, 5);
  await settle();
  for (let i = 0; i < 5; i++) {
    go();
    await settle();
  }
  expect(slow.heard).toEqual(["0", "…3", "4", "5"]);
  expect(quick.heard).toEqual(["0", "1", "2", "3", "4", "5"]);
});

it("lets nobody join a stream that has fallen silent", async () => {
  const { state, send, open } = source();
  follow(streams, open);
  await settle();
  send(0);
  await vi.advanceTimersByTimeAsync(11_000);
  expect(streams.has("k")).toBe(false);
  follow(streams, open);
  await settle();
  expect(state.opened).toBe(2);
});
