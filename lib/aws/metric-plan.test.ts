import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunksOf, fingerprintOf, MAX_DATAPOINTS } from "@/lib/aws/metric-plan";
import { DAY_MS, epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { MetricQuery, Window } from "@/lib/model/metric";

function query(name: string, periodMs = MINUTE_MS, dimensions: Record<string, string> = {}): MetricQuery {
  return { key: name, metric: { namespace: "AWS/Lambda", name, dimensions }, statistic: "Sum", periodMs };
}

function windowOf(from: string, to: string): Window {
  return { fromMs: epochMs(Date.parse(from)), toMs: epochMs(Date.parse(to)) };
}

const hour = windowOf("2026-01-15T11:00:00Z", "2026-01-15T12:00:00Z");
const day = windowOf("2026-01-14T12:00:00Z", "2026-01-15T12:00:00Z");

describe("fingerprintOf", () => {
  it("does not depend on the key or the order of dimensions", () => {
    const one = query("Errors", MINUTE_MS, { FunctionName: "a", Resource: "a:live" });
    const two = { ...query("Errors", MINUTE_MS, { Resource: "a:live", FunctionName: "a" }), key: "other" };
    expect(fingerprintOf(one)).toBe(fingerprintOf(two));
  });

  it("tells metric, statistic, period and dimensions apart", () => {
    const all = [
      query("Errors"),
      query("Throttles"),
      query("Errors", 5 * MINUTE_MS),
      { ...query("Errors"), statistic: "p95" },
      query("Errors", MINUTE_MS, { FunctionName: "a" }),
    ];
    expect(new Set(all.map(fingerprintOf)).size).toBe(all.length);
  });
});

describe("chunksOf", () => {
  it("asks nothing when nothing is wanted", () => {
    expect(chunksOf([], hour)).toEqual([]);
  });

  it("puts up to 500 queries into one request", () => {
    const queries = Array.from({ length: 501 }, (_, i) => query(`m${i}`));
    expect(chunksOf(queries, hour).map((chunk) => chunk.queries.length)).toEqual([500, 1]);
  });

  it("asks the same metric once under two keys", () => {
    const twice = [query("Errors"), { ...query("Errors"), key: "again" }];
    expect(chunksOf(twice, hour).map((chunk) => chunk.queries.length)).toEqual([1]);
  });

  it("starts another request rather than another page: a day of minutes is 1,440 points", () => {
    const queries = Array.from({ length: 100 }, (_, i) => query(`m${i}`));
    expect(chunksOf(queries, day).map((chunk) => [chunk.queries.length, chunk.datapoints])).toEqual([
      [70, 100_800],
      [30, 43_200],
    ]);
  });

  it("widens to whole minutes, never to whole periods: those begin where the window does", () => {
    const window = windowOf("2026-01-15T11:20:30Z", "2026-01-15T11:39:01Z");
    const [chunk] = chunksOf([query("a"), query("b", HOUR_MS)], window);
    expect(chunk?.window).toEqual(windowOf("2026-01-15T11:20:00Z", "2026-01-15T11:40:00Z"));
    expect(chunk?.datapoints).toBe(20 + 1);
  });

  it("sends a query too large for one page alone", () => {
    const year = { fromMs: epochMs(day.fromMs - 365 * DAY_MS), toMs: day.toMs };
    expect(chunksOf([query("a"), query("b")], year).map((chunk) => chunk.queries.length)).toEqual([1, 1]);
  });

  it("covers every query exactly once, within both limits", () => {
    const periods = fc.constantFrom(MINUTE_MS, 5 * MINUTE_MS, HOUR_MS);
    fc.assert(
      fc.property(
        fc.array(periods, { maxLength: 1_200 }),
        fc.integer({ min: 1, max: 2_000 }),
        (each, minutes) => {
          const queries = each.map((periodMs, i) => query(`m${i}`, periodMs));
          const window = { fromMs: epochMs(day.toMs - minutes * MINUTE_MS), toMs: day.toMs };
          const chunks = chunksOf(queries, window);
          expect(chunks.flatMap((chunk) => chunk.queries)).toEqual(queries);
          for (const chunk of chunks) {
            expect(chunk.queries.length).toBeLessThanOrEqual(500);
            expect(chunk.datapoints).toBeLessThanOrEqual(MAX_DATAPOINTS);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
