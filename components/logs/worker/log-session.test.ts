import { describe, expect, it } from "vitest";
import { LogSession } from "@/components/logs/worker/log-session";
import { packEvents } from "@/lib/model/compact-events";
import { contentId, tailedId } from "@/lib/model/content-id";
import type { LogEvent, LogSource } from "@/lib/model/log";
import { noFilters } from "@/lib/url/logs";

const group = "/aws/lambda/orders-api";
const source: LogSource = {
  key: "fn:orders-api",
  kind: "function",
  label: "orders-api",
  group,
  functionName: "orders-api",
  accessLogFormat: null,
};
const ids = ["8d5958b5-559f-43f3-b278-b71dd7dd0e01", "8d5958b5-559f-43f3-b278-b71dd7dd0e02"] as const;
const query = {
  view: "requests",
  filters: noFilters,
  order: "oldest",
  brush: null,
  focus: "all",
  group: null,
} as const;

function event(timestampMs: number, message: string): LogEvent {
  const stream = "2026/01/15/[$LATEST]0123456789abcdef0123456789abcdef";
  return { id: `e${timestampMs}`, timestampMs, ingestionMs: timestampMs, group, stream, message };
}

/** Two requests: one fails after 20 ms, one succeeds after 80 ms. */
const events = [
  event(1_000, `START RequestId: ${ids[0]} Version: 7`),
  event(
    1_010,
    `2026-01-15T12:00:00.000Z\t${ids[0]}\tERROR\tInvoke Error \t{"errorType":"TypeError","errorMessage":"x is undefined","stack":["TypeError: x is undefined"]}`,
  ),
  event(1_020, `END RequestId: ${ids[0]}`),
  event(
    1_021,
    `REPORT RequestId: ${ids[0]}\tDuration: 20.00 ms\tBilled Duration: 20 ms\tMemory Size: 512 MB\tMax Memory Used: 100 MB\t`,
  ),
  event(2_000, `START RequestId: ${ids[1]} Version: 8`),
  event(2_080, `END RequestId: ${ids[1]}`),
  event(
    2_081,
    `REPORT RequestId: ${ids[1]}\tDuration: 80.00 ms\tBilled Duration: 80 ms\tMemory Size: 512 MB\tMax Memory Used: 100 MB\tInit Duration: 100.00 ms\t`,
  ),
];

function loaded(): LogSession {
  const session = new LogSession();
  session.reset([source]);
  session.receive({
    type: "meta",
    fromMs: 0,
    toMs: 10_000,
    nowMs: 10_000,
    region: "us-east-1",
    sources: [source],
  });
  session.add(packEvents(source.key, group, events));
  session.setQuery(query);
  session.refresh();
  return session;
}

function shown(
  session: LogSession,
  change: Partial<Parameters<LogSession["setQuery"]>[0]>,
): readonly string[] {
  session.setQuery({ ...query, ...change });
  session.refresh();
  return session.requests(0, 10).map((row) => row.requestId);
}

describe("a session", () => {
  it("shows one row per request, in the order asked for", () => {
    const session = loaded();
    expect(session.requests(0, 10)).toMatchObject([
      { status: "error", durationMs: 20, cold: false, lineCount: 4, firstError: "TypeError: x is undefined" },
      {
        status: "success",
        durationMs: 80,
        cold: true,
        startKind: "on-demand",
        lineCount: 3,
        firstError: null,
      },
    ]);
    expect(shown(session, { order: "newest" })).toEqual([ids[1], ids[0]]);
  });

  it("narrows by request, by text of any line, by time and by focus", () => {
    const session = loaded();
    expect(shown(session, { filters: { ...noFilters, cold: true } })).toEqual([ids[1]]);
    expect(shown(session, { filters: { ...noFilters, version: "7" } })).toEqual([ids[0]]);
    expect(
      shown(session, {
        filters: { ...noFilters, text: { kind: "text", pattern: "X IS", ignoreCase: true } },
      }),
    ).toEqual([ids[0]]);
    expect(shown(session, { brush: { fromMs: 1_500, toMs: 3_000 } })).toEqual([ids[1]]);
    expect(shown(session, { focus: "failing" })).toEqual([ids[0]]);
    expect(shown(session, { focus: "slowest" })).toEqual([ids[1]]);
    expect(shown(session, { focus: "cold" })).toEqual([ids[1]]);
    expect(shown(session, {})).toEqual(ids);
  });

  it("reads requests for as long as it may, and goes on from there", () => {
    const session = loaded();
    session.receive({
      type: "done",
      events: 0,
      bytes: 0,
      sources: [],
      truncated: null,
      awsCalls: 0,
      costUsd: 0,
    });
    const many = Array.from({ length: 300 }, (_, i) =>
      event(5_000 + i, `START RequestId: 8d5958b5-559f-43f3-b278-${String(i).padStart(12, "0")} Version: 7`),
    );
    session.add(packEvents(source.key, group, many));
    let now = 0;
    const clock = () => {
      now += 10;
      return now;
    };
    expect(session.searchUntil(clock, 10)).toBe(false);
    expect(session.state.searching).toBeGreaterThan(0);
    expect(session.searchUntil(clock, Number.POSITIVE_INFINITY)).toBe(true);
    expect(session.state.searching).toBeNull();
    session.refresh();
    expect(session.state.result?.count).toBe(302);
  });

  it("tells what is wrong with a pattern, and filters nothing by it", () => {
    const session = loaded();
    const text = { kind: "regex", pattern: "(open", ignoreCase: true } as const;
    expect(shown(session, { filters: { ...noFilters, text } })).toEqual(ids);
    expect(session.state.result?.problem).not.toBeNull();
  });

  it("tells a request's story with offsets from its start", () => {
    const session = loaded();
    const [first] = session.requests(0, 1);
    const story = session.story(first?.key ?? "");
    expect(story?.map((line) => line.offsetMs)).toEqual([0, 10, 20, 21]);
    expect(story?.every((line) => line.attribution === "exact")).toBe(true);
    expect(session.story("nobody")).toBeNull();
  });

  it("does not show again what the tail brings of the load, by whatever id", () => {
    const session = loaded();
    session.beginTail();
    const again = events.map((one) => ({ ...one, id: tailedId(contentId(one), 0, 0) }));
    const fresh = event(9_000, "one more line");
    const tailed = (place: number) => ({ ...fresh, id: tailedId(contentId(fresh), 0, place) });
    session.addTailed(packEvents(source.key, group, [...again, tailed(3)]));
    expect(session.lineCount).toBe(events.length + 1);
    session.addTailed(packEvents(source.key, group, [tailed(0)]));
    expect(session.lineCount).toBe(events.length + 1);
  });

  it("does not bring back what was cleared when a tail goes on after a lost connection", () => {
    const session = loaded();
    session.beginTail();
    const fresh = event(9_000, "one more line");
    const tailed = packEvents(source.key, group, [{ ...fresh, id: tailedId(contentId(fresh), 0, 0) }]);
    session.addTailed(tailed);
    session.clear(9_500);
    session.addTailed(tailed);
    expect(session.lineCount).toBe(0);
  });

  it("compares with the window before only when that was read", () => {
    const session = loaded();
    session.setQuery({ ...query, focus: "failing" });
    expect(session.breakdown()).toMatchObject({ count: 1, total: 2, previousCount: null });
    session.previous = loaded();
    const { groups, previousCount } = session.breakdown();
    expect(previousCount).toBe(1);
    expect(groups.error).toMatchObject([{ label: "TypeError: x is undefined", count: 1, previous: 1 }]);
    expect(groups.version).toMatchObject([{ label: "orders-api 7", count: 1, previous: 1 }]);
    expect(groups.start).toMatchObject([{ label: "Warm start", count: 1 }]);
  });

  it("finds a line that a tail named by its content, when it was loaded under another id", () => {
    const session = loaded();
    const twin = event(2_080, `END RequestId: ${ids[1]}`);
    session.add(packEvents(source.key, group, [{ ...twin, id: "twin" }]));
    session.setQuery({ ...query, view: "lines" });
    session.refresh();
    const found = [0, 1].map((before) => session.find(tailedId(contentId(twin), before, 7)));
    expect(found.map((one) => one?.place)).toEqual([5, 6]);
    expect(session.find(tailedId(contentId(twin), 2, 7))).toBeNull();
    expect(session.find(tailedId(contentId({ ...twin, message: "another" }), 0, 7))).toBeNull();
    expect(session.find("~.")).toBeNull();
    expect(session.find("twin")?.place).toBe(found[1]?.place);
  });

  it("masks rows, details and exports alike", async () => {
    const session = loaded();
    session.masking = true;
    session.add(packEvents(source.key, group, [event(3_000, "password=hunter2 said somebody")]));
    session.setQuery({ ...query, view: "lines" });
    session.refresh();
    const row = session.lines(0, 10).find((line) => line.timeMs === 3_000);
    expect(row?.text).not.toContain("hunter2");
    expect(session.detail(row?.line ?? -1)?.raw).not.toContain("hunter2");
    expect(await session.export("csv", true).blob.text()).not.toContain("hunter2");
    expect(await session.export("csv", false).blob.text()).toContain("hunter2");
  });
});
