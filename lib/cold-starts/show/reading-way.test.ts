import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/base/time";
import { readsLinesAtOnce, sumsUpAtOnce } from "@/lib/cold-starts/show/reading-way";

const MB = 1024 * 1024;
const estimated = (bytes: number | null, costUsd: number | null) => ({
  bytes,
  costUsd,
  pricesAsOf: "2026-11-20",
});

describe("how a window is read without asking", () => {
  it("by lines where there are few, however long it is", () => {
    expect(readsLinesAtOnce(estimated(24 * MB, 0.0001), 30 * DAY_MS)).toBe(true);
    expect(readsLinesAtOnce(estimated(24 * MB + 1, 0.0001), HOUR_MS)).toBe(false);
  });

  it("by its length where nobody knows how much there is", () => {
    expect(readsLinesAtOnce(null, HOUR_MS)).toBe(true);
    expect(readsLinesAtOnce(estimated(null, null), DAY_MS)).toBe(true);
    expect(readsLinesAtOnce(estimated(null, null), DAY_MS + 1)).toBe(false);
  });

  it("by a query that costs next to nothing, never by one of unknown price", () => {
    expect(sumsUpAtOnce(estimated(65 * MB, 0.0003))).toBe(true);
    expect(sumsUpAtOnce(estimated(400 * MB, 0.002))).toBe(false);
    expect(sumsUpAtOnce(estimated(null, null))).toBe(false);
    expect(sumsUpAtOnce(null)).toBe(false);
  });
});
