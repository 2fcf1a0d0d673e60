import { expect, it } from "vitest";
import { summaryHistogram } from "@/components/logs/summary/summary-histogram";

const bin = (fromMs: number, lines: number, errorLines = 0, warningLines = 0) => ({
  fromMs,
  lines,
  errorLines,
  warningLines,
});

it("fills absent bins with 0 and begins where AWS's bins do", () => {
  const histogram = summaryHistogram([bin(100, 9, 2, 3), bin(300, 4)], 100, { fromMs: 150, toMs: 400 });
  expect(histogram).toEqual({
    fromMs: 100,
    binMs: 100,
    errors: [2, 0, 0],
    warnings: [3, 0, 0],
    others: [4, 0, 4],
  });
});

it("counts no line twice, and none outside of the window", () => {
  const { errors, warnings, others } = summaryHistogram([bin(0, 5, 4, 3), bin(900, 7)], 100, {
    fromMs: 0,
    toMs: 100,
  });
  expect([errors, warnings, others]).toEqual([[4], [1], [0]]);
});
