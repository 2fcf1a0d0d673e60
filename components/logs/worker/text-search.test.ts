import { describe, expect, it } from "vitest";
import { TextSearch } from "@/components/logs/worker/text-search";
import { createLogBook } from "@/lib/logs/log-book";
import type { LogEvent } from "@/lib/model/log";

const group = "/aws/lambda/orders-api";
const wanted = { kind: "text", pattern: "even", ignoreCase: true } as const;

function event(i: number): LogEvent {
  const message = i % 2 === 0 ? `line ${i} is EVEN` : `line ${i} is odd`;
  return { id: `e${i}`, timestampMs: i, ingestionMs: i, group, stream: "s", message };
}

function events(from: number, to: number): LogEvent[] {
  return Array.from({ length: to - from }, (_, i) => event(from + i));
}

describe("a text search", () => {
  it("stops when its time is up, goes on from there, and says how far it is", () => {
    const book = createLogBook([]);
    book.add(events(0, 1_000), "group:x");
    const search = new TextSearch(book, wanted);
    let now = 0;
    const clock = () => {
      now += 10;
      return now;
    };
    expect(search.advance(clock, 10)).toBe(false);
    const first = search.share;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(1);
    expect(search.advance(clock, Number.POSITIVE_INFINITY)).toBe(true);
    expect(search.share).toBe(1);
    expect(Array.from(book.lines()).filter(search.matches)).toHaveLength(500);
  });

  it("tries lines that came later, and before their turn when they are asked for", () => {
    const book = createLogBook([]);
    book.add(events(0, 10), "group:x");
    const search = new TextSearch(book, wanted);
    expect(search.advance(() => 0, 1)).toBe(true);
    book.add(events(10, 2_000), "group:x");
    expect(search.matches(1_998)).toBe(true);
    expect(search.matches(1_999)).toBe(false);
    expect(search.share).toBeLessThan(1);
    expect(search.advance(() => 0, 1)).toBe(true);
    expect(Array.from(book.lines()).filter(search.matches)).toHaveLength(1_000);
  });

  it("has nothing to try with a pattern that cannot be read", () => {
    const book = createLogBook([]);
    book.add(events(0, 10), "group:x");
    const search = new TextSearch(book, { kind: "regex", pattern: "a(b", ignoreCase: false });
    expect(search.bad).not.toBeNull();
    expect(search.advance(() => 0, 1)).toBe(true);
  });
});
