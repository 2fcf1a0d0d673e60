import { describe, expect, it } from "vitest";
import { deltaText, deltaWords } from "@/lib/cost/proposal/delta-text";

const cases: readonly (readonly [low: number, high: number, text: string, words: string])[] = [
  [0, 0, "±$0.00", "changes nothing"],
  [-1e-12, 1e-12, "±$0.00", "changes nothing"],
  [-3.333, -3.331, "−$3.33", "saves $3.33 a month"],
  [-5, -3, "−$5.00 to −$3.00", "saves $3.00 to $5.00 a month"],
  [-5, 0, "−$5.00 to ±$0.00", "saves up to $5.00 a month"],
  [0, 5, "±$0.00 to +$5.00", "costs up to $5.00 a month more"],
  [2, 5, "+$2.00 to +$5.00", "costs $2.00 to $5.00 a month more"],
  [-2, 5, "−$2.00 to +$5.00", "costs between $2.00 less and $5.00 more a month"],
];

describe("a difference", () => {
  it.each(cases)("from %d to %d", (lowUsd, highUsd, text, words) => {
    expect(deltaText({ lowUsd, highUsd })).toBe(text);
    expect(deltaWords({ lowUsd, highUsd })).toBe(words);
  });
});
