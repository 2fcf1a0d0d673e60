import { expect, it } from "vitest";
import { sharedSpan } from "@/lib/comparison/shared-span";

/** `||..|` → 1, 1, 0, 0, 1 */
const counts = (drawn: string) => Array.from(drawn, (sign) => (sign === "|" ? 1 : 0));

it("is from the first to the last period in which each took part", () => {
  expect(sharedSpan([counts("||||||||||"), counts("...|.||.|.")])).toEqual({ from: 3, to: 9 });
});

it("begins anew where one was switched off for a while", () => {
  const off = ".".repeat(30);
  expect(sharedSpan([counts("|".repeat(40)), counts(`|||||${off}||||.`)])).toEqual({ from: 35, to: 39 });
});

it("takes rare requests for what they are", () => {
  const rare = `${".".repeat(12)}|`.repeat(5);
  expect(sharedSpan([counts("|".repeat(rare.length)), counts(rare)])).toEqual({ from: 12, to: 65 });
});

it("is nothing where a side never came, or both at different times", () => {
  expect(sharedSpan([counts("|||"), counts("...")])).toBeNull();
  expect(sharedSpan([counts("||..."), counts("...||")])).toBeNull();
  expect(sharedSpan([[], []])).toBeNull();
});
