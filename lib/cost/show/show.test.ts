import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactUsd } from "@/lib/cost/show/exact-usd";
import { changeOf, changeText, formatUsdRange } from "@/lib/model/usd-range";

const range = (lowUsd: number, highUsd = lowUsd) => ({ lowUsd, highUsd });

describe("exactUsd", () => {
  it.each([
    [90.036, "$90.036"],
    [65_726.28, "$65,726.28"],
    [0.00002501, "$0.00002501"],
    [0.1, "$0.10"],
    [0, "$0.00"],
    [-0.0000004, "−$0.0000004"],
    [null, "–"],
    [Number.NaN, "–"],
  ])("writes %d as %s", (usd, text) => {
    expect(exactUsd(usd)).toBe(text);
  });

  it("keeps three digits of any price and never reads as nothing", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-10, max: 1e9, noNaN: true }), (usd) => {
        const read = Number(exactUsd(usd).replace(/[$,]/g, ""));
        expect(Math.abs(read - usd) / usd).toBeLessThan(0.005);
      }),
    );
  });
});

describe("ranges of dollars", () => {
  it("are one figure when both ends read alike", () => {
    expect(formatUsdRange(range(1.2001))).toBe("$1.20");
    expect(formatUsdRange(range(1.2001, 1.2004))).toBe("≈ $1.20");
    expect(formatUsdRange(range(1.2, 1.6))).toBe("$1.20 – $1.60");
  });

  it("have no change while they overlap", () => {
    expect(changeOf(range(2), range(1))).toBe(1);
    expect(changeOf(range(1, 3), range(2, 4))).toBeNull();
    expect(changeText(range(1, 3), range(2, 4))).toBe("within the range");
    expect(changeText(range(3, 4), range(1, 2))).toBe("+133 %");
  });

  it("say what is new and what is not known", () => {
    expect(changeText(range(1), null)).toBe("–");
    expect(changeText(range(1), range(0))).toBe("new");
    expect(changeText(range(0), range(0))).toBe("±0 %");
    expect(changeText(range(1), range(1))).toBe("±0 %");
  });
});
