import { describe, expect, it } from "vitest";
import { LoadTally } from "@/components/logs/worker/load-tally";
import type { LogsDone, LogsProgress } from "@/lib/model/views/logs";

function progress(source: string, change: Partial<LogsProgress>): LogsProgress {
  return { type: "progress", source, pages: 1, streams: 1, events: 100, bytes: 1_000, share: 0.5, ...change };
}

function done(unreadMs: Readonly<Record<string, number>>): LogsDone {
  return {
    type: "done",
    events: 0,
    bytes: 0,
    sources: Object.entries(unreadMs).map(([source, ms]) => ({
      source,
      state: ms > 0 ? "truncated" : "complete",
      events: 0,
      bytes: 0,
      unread: ms > 0 ? [{ fromMs: 0, toMs: ms }] : [],
      unreadEventsEstimate: 0,
    })),
    truncated: null,
    awsCalls: 3,
    costUsd: 0.5,
  };
}

describe("how far a window is read", () => {
  it("counts a source that has not answered as not begun", () => {
    const tally = new LoadTally();
    tally.add(progress("a", { share: 0.5 }));
    expect(tally.progress(["a", "b"], 7)).toEqual({
      pages: 1,
      streams: 7,
      events: 100,
      bytes: 1_000,
      share: 0.25,
    });
  });

  it("adds what continues a load to what was read, without counting anything twice", () => {
    const tally = new LoadTally();
    tally.add(progress("a", { share: 0.4 }));
    tally.add(progress("b", { share: 1 }));
    tally.carryOn(done({ a: 600, b: 0 }), 1_000);
    expect(tally.progress(["a", "b"], 1).share).toBeCloseTo((0.4 + 1) / 2);
    tally.add(progress("a", { share: 0.5, events: 50 }));
    const now = tally.progress(["a", "b"], 1);
    expect(now.events).toBe(250);
    expect(now.share).toBeCloseTo((0.4 + 0.6 * 0.5 + 1) / 2);
    expect(tally.whole(done({ a: 0 }))).toMatchObject({ awsCalls: 6, costUsd: 1 });
  });

  it("is nothing without sources", () => {
    expect(new LoadTally().progress([], 0).share).toBe(0);
  });
});
