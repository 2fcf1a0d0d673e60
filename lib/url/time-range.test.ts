import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epochMs, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { BadParameter } from "@/lib/url/bad-parameter";
import { absoluteRange, MAX_RANGE_MS, parseTimeRange, timeRangeParams } from "@/lib/url/time-range";

const now = epochMs(Date.UTC(2026, 0, 15, 12, 0, 30));

describe("parseTimeRange", () => {
  it("is the last three hours unless told, widened to whole minutes", () => {
    const range = parseTimeRange({}, now);
    expect(new Date(range.fromMs).toISOString()).toBe("2026-01-15T09:00:00.000Z");
    expect(new Date(range.toMs).toISOString()).toBe("2026-01-15T12:01:00.000Z");
    expect(range.relative).toBe(true);
  });

  it("keeps a relative range as it was written", () => {
    const range = parseTimeRange({ from: "now-2h", to: "now-1h" }, now);
    expect([range.from, range.to, range.toMs - range.fromMs]).toEqual([
      "now-2h",
      "now-1h",
      HOUR_MS + MINUTE_MS,
    ]);
  });

  it.each([
    [{ from: "soon" }, "from", "is not a time"],
    [{ to: "2026-99-99" }, "to", "is not a time"],
    [{ from: "now", to: "now-3h" }, "from", "before it starts"],
    [{ from: "now", to: "now" }, "from", "before it starts"],
    [{ from: "1926-01-15", to: "2026-01-15" }, "from", "455 days"],
    [{ from: ["now-1h", "now-2h"] }, "from", "given 2 times"],
    [{ from: "x".repeat(10_000) }, "from", "10,000 characters"],
  ])("refuses %j, naming the parameter", (search, parameter, words) => {
    try {
      parseTimeRange(search, now);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(BadParameter);
      expect((error as BadParameter).parameter).toBe(parameter);
      expect((error as BadParameter).message).toContain(words);
    }
  });

  it("has an inverse: parameters resolve to the same range again", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_800_000_000_000 }),
        fc.integer({ min: 1, max: MAX_RANGE_MS / MINUTE_MS }),
        (start, minutes) => {
          const fromMs = epochMs(Math.floor(start / MINUTE_MS) * MINUTE_MS);
          const toMs = epochMs(fromMs + minutes * MINUTE_MS);
          const range = parseTimeRange(timeRangeParams(absoluteRange(fromMs, toMs)), now);
          expect([range.fromMs, range.toMs, range.relative]).toEqual([fromMs, toMs, false]);
        },
      ),
    );
  });

  it("leaves defaults out of the URL", () => {
    expect(timeRangeParams({ from: "now-3h", to: "now" })).toEqual({});
    expect(timeRangeParams({ from: "now-6h", to: "now" })).toEqual({ from: "now-6h" });
  });
});
