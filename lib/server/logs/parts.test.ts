import { describe, expect, it } from "vitest";
import { Channel } from "@/lib/server/logs/channel";
import { readCursor, writeCursor } from "@/lib/server/logs/cursor";
import { filterPatternOf } from "@/lib/server/logs/filter-pattern";
import { mergeIntervals } from "@/lib/server/logs/intervals";
import { keepOwn } from "@/lib/server/logs/of-function";
import { binFor, binsOf, countsQuery } from "@/lib/server/logs/summary-query";
import { freshOnes, SeenContents } from "@/lib/server/logs/tail/seen-contents";
import { noFilters } from "@/lib/url/logs";

describe("a channel", () => {
  it("gives items in order and holds producers back while the reader is behind", async () => {
    const channel = new Channel<number>(2);
    await channel.push(1);
    let third = false;
    const pushing = channel.push(2).then(() => {
      third = true;
    });
    await Promise.resolve();
    expect(third).toBe(false);
    const reader = channel.read();
    expect((await reader.next()).value).toBe(1);
    await pushing;
    channel.close();
    expect((await reader.next()).value).toBe(2);
    expect((await reader.next()).done).toBe(true);
  });

  it("gives what is left and then the error, and lets producers go", async () => {
    const channel = new Channel<number>(1);
    const pushing = channel.push(1);
    channel.close(new Error("broken"));
    await pushing;
    await channel.push(2);
    const reader = channel.read();
    expect((await reader.next()).value).toBe(1);
    await expect(reader.next()).rejects.toThrow("broken");
  });
});

describe("a cursor", () => {
  it("survives writing and reading, overlaps merged", () => {
    const unread = new Map([
      [
        "fn:a",
        [
          { fromMs: 5, toMs: 9 },
          { fromMs: 1, toMs: 6 },
        ],
      ],
    ]);
    expect(readCursor(writeCursor(unread))).toEqual(new Map([["fn:a", [{ fromMs: 1, toMs: 9 }]]]));
  });

  it("stays a URL parameter when much is unread: rather too much than too little", () => {
    const many = Array.from({ length: 90 }, (_, i) => ({ fromMs: 1e12 + i * 10, toMs: 1e12 + i * 10 + 5 }));
    const cursor = writeCursor(new Map([["fn:a", many]]));
    expect(cursor.length).toBeLessThan(1_900);
    expect(readCursor(cursor).get("fn:a")).toEqual([{ fromMs: 1e12, toMs: 1e12 + 895 }]);
  });

  it.each(["", "e30", "W1tdXQ", "🙂"])("refuses %j", (text) => {
    expect(() => readCursor(text)).toThrow(/damaged/);
  });
});

it("merges intervals that touch, and keeps others apart", () => {
  expect(
    mergeIntervals([
      { fromMs: 8, toMs: 9 },
      { fromMs: 1, toMs: 3 },
      { fromMs: 3, toMs: 5 },
    ]),
  ).toEqual([
    { fromMs: 1, toMs: 5 },
    { fromMs: 8, toMs: 9 },
  ]);
});

it("keeps out of a shared group only what certainly belongs to another function", () => {
  const source = {
    key: "fn:a",
    kind: "function",
    label: "a",
    group: "/shared",
    functionName: "a",
    accessLogFormat: null,
  } as const;
  const streams = [
    "2026/10/08/a[$LATEST]22be",
    "2026/10/08/b[$LATEST]22be",
    "2026/10/08/[$LATEST]f710",
    "odd",
  ];
  expect(
    keepOwn(
      source,
      streams.map((stream) => ({ stream })),
    ).map(({ stream }) => stream),
  ).toEqual([streams[0], streams[2], streams[3]]);
});

it("makes a filter pattern of text or a request id, quoted", () => {
  const of = (pattern: string) =>
    filterPatternOf({ ...noFilters, text: { kind: "text", pattern, ignoreCase: true } });
  expect(of('say "hi" \\o/')).toBe('"say \\"hi\\" \\\\o/"');
  expect(of("x".repeat(2_000))).toBeNull();
  expect(filterPatternOf({ ...noFilters, requestId: "79b5" })).toBe('"79b5"');
  expect(
    filterPatternOf({ ...noFilters, text: { kind: "regex", pattern: "a", ignoreCase: false } }),
  ).toBeNull();
});

describe("the summary's query", () => {
  it("has at most 120 bins, and no quote that ends a word early", () => {
    expect(binFor({ fromMs: 0, toMs: 3_600_000 })).toBe(30_000);
    expect(binFor({ fromMs: 0, toMs: 400 * 86_400_000 })).toBe(7 * 86_400_000);
    expect(countsQuery(60_000)).toContain("by bin(60s) as bin");
    expect(countsQuery(60_000)).toContain(`strcontains(@message, '"level":"ERROR"')`);
  });

  it("reads rows in UTC and leaves out what is none", () => {
    expect(
      binsOf([
        { bin: "2026-01-15 12:01:00.000", lines: "3", errorLines: "1", warningLines: "0" },
        { bin: "2026-01-15 12:00:00.000", lines: "2" },
        { bin: "never", lines: "2" },
      ]),
    ).toEqual([
      { fromMs: Date.UTC(2026, 0, 15, 12, 0), lines: 2, errorLines: 0, warningLines: 0 },
      { fromMs: Date.UTC(2026, 0, 15, 12, 1), lines: 3, errorLines: 1, warningLines: 0 },
    ]);
  });
});

describe("what a tail has shown", () => {
  const event = { group: "g", stream: "s", timestampMs: 5, ingestionMs: 6, message: "same" };

  it("is shown once over two readings, and equal lines as often as they occur", () => {
    const seen = new SeenContents(() => 0);
    const live = seen.pass();
    expect(freshOnes(live, [event])).toHaveLength(1);
    const again = seen.pass();
    const found = freshOnes(again, [event, event]);
    expect(found.map(({ id }) => id.split(".")[1])).toEqual(["1"]);
    expect(freshOnes(live, [event])).toEqual([]);
    expect(freshOnes(live, [event])).toHaveLength(1);
  });

  it("keeps the order of lines that were written in one millisecond", () => {
    const burst = Array.from({ length: 40 }, (_, i) => ({ ...event, message: `line ${i}` }));
    const seen = new SeenContents(() => 0);
    const pass = seen.pass();
    const found = [...freshOnes(pass, burst.slice(0, 25)), ...freshOnes(pass, burst.slice(25))];
    const byId = found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId.map(({ message }) => message)).toEqual(burst.map(({ message }) => message));
  });

  it("has the same ids in another tail", () => {
    const ids = () => freshOnes(new SeenContents(() => 0).pass(), [event, event]).map(({ id }) => id);
    expect(ids()).toEqual(ids());
    expect(new Set(ids()).size).toBe(2);
  });

  it("is forgotten after ten minutes at most, and not before five", () => {
    let now = 0;
    const seen = new SeenContents(() => now);
    freshOnes(seen.pass(), [event]);
    now = 299_000;
    expect(freshOnes(seen.pass(), [event])).toEqual([]);
    for (let i = 1; i <= 3; i++) {
      now += 301_000;
      freshOnes(seen.pass(), [{ ...event, message: `other ${i}` }]);
    }
    expect(freshOnes(seen.pass(), [event])).toHaveLength(1);
  });
});
