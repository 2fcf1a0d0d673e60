import { describe, expect, it } from "vitest";
import { moveByKey } from "@/components/charts/cursor-keys";
import { CursorStore } from "@/components/charts/cursor-store";
import { periodAt } from "@/components/charts/period-at";
import { readoutText } from "@/components/charts/readout";

describe("periodAt", () => {
  const times = [100, 200, 300];
  it.each([
    [99, -1],
    [100, 0],
    [199, 0],
    [200, 1],
    [399, 2],
    [400, -1],
  ])("finds the period that holds %d", (time, index) => expect(periodAt(times, 100, time)).toBe(index));
  it("takes the earlier point between two that stand further apart than a period", () => {
    expect(periodAt([0, 1_000], 100, 500)).toBe(0);
  });
  it("finds nothing among no points", () => expect(periodAt([], 100, 5)).toBe(-1));
});

describe("moveByKey", () => {
  const axis = { fromMs: 0, toMs: 1_000, stepMs: 100 };
  const at = (timeMs: number | null) => ({ timeMs, selection: null });
  it("moves by a period and stays on the axis", () => {
    expect(moveByKey("ArrowRight", false, at(500), axis)?.timeMs).toBe(600);
    expect(moveByKey("ArrowLeft", false, at(50), axis)?.timeMs).toBe(0);
    expect(moveByKey("PageUp", false, at(500), axis)?.timeMs).toBe(1_000);
  });
  it("starts in the middle", () => expect(moveByKey("ArrowRight", false, at(null), axis)?.timeMs).toBe(600));
  it("grows a selection from where it began", () => {
    const first = moveByKey("ArrowRight", true, at(500), axis);
    expect(first?.selection).toEqual({ anchorMs: 500, headMs: 600 });
    expect(first && moveByKey("ArrowRight", true, first, axis)?.selection).toEqual({
      anchorMs: 500,
      headMs: 700,
    });
  });
  it("drops the selection without Shift and leaves other keys alone", () => {
    const selected = { timeMs: 500, selection: { anchorMs: 400, headMs: 500 } };
    expect(moveByKey("ArrowRight", false, selected, axis)?.selection).toBeNull();
    expect(moveByKey("a", false, selected, axis)).toBeUndefined();
  });
});

it("tells listeners the last state once for many moves", () => {
  const frames: (() => void)[] = [];
  const store = new CursorStore((run) => frames.push(run));
  const heard: (number | null)[] = [];
  const stop = store.subscribe((state) => heard.push(state.timeMs));
  store.set({ timeMs: 1 });
  store.set({ timeMs: 2 });
  expect(heard).toEqual([]);
  for (const run of frames.splice(0)) run();
  expect(heard).toEqual([2]);
  stop();
  store.set({ timeMs: 3 });
  for (const run of frames.splice(0)) run();
  expect(heard).toEqual([2]);
});

describe("readout", () => {
  const spec = {
    key: "k",
    title: "Duration",
    unit: "ms",
    periodMs: 60_000,
    timesMs: [0, 60_000],
    series: [
      { key: "a", label: "p50", values: [12, null] },
      { key: "b", label: "p99", values: [null, null] },
    ],
    limits: [],
    note: null,
  } as const;
  it("is the highest of the window when nobody points", () => {
    expect(readoutText(spec, -1, null, "UTC").values).toEqual(["12 ms", "–"]);
  });
  it("says that there is no data rather than 0", () => {
    expect(readoutText(spec, 1, 70_000, "UTC")).toEqual({
      caption: "1 Jan 00:01 – 00:02 UTC",
      values: ["–", "–"],
      spoken: "1 Jan 00:01 – 00:02 UTC: p50 no data, p99 no data",
    });
  });
});
