import { expect, it } from "vitest";
import { needsAtMost } from "@/lib/cold-starts/needs-at-most";

const peaks = { timesMs: [0, 60_000, 120_000], values: [2, 7, 3] };

it("takes the highest of the periods that init and START lie in", () => {
  const felt = [
    { atMs: 30_000, waitMs: 500 },
    { atMs: 120_200, waitMs: 500 },
    { atMs: 120_600, waitMs: 500 },
    { atMs: 125_000, waitMs: null },
  ];
  expect(needsAtMost(felt, peaks, 60_000)?.map(({ concurrency }) => concurrency)).toEqual([2, 7, 3, 7]);
});

it("is not known where the metric is missing, and none where none was felt", () => {
  expect(needsAtMost([{ atMs: 300_000, waitMs: 500 }], peaks, 60_000)).toBeNull();
  expect(needsAtMost([{ atMs: 30_000, waitMs: 500 }], { timesMs: [], values: [] }, 60_000)).toBeNull();
  expect(needsAtMost([], peaks, 60_000)).toEqual([]);
});
