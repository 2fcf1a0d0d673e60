import { describe, expect, it } from "vitest";
import { causeShares, mainCause } from "@/lib/cold-starts/show/causes";
import { coldStartCharts, shownIdleBins } from "@/lib/cold-starts/show/charts";
import { kindsInWords } from "@/lib/cold-starts/show/kinds";
import { monthlyAtThisRate } from "@/lib/cold-starts/show/monthly";

const none = {
  onDemand: 0,
  snapStartRestore: 0,
  provisioned: 0,
  proactive: 0,
  failed: 0,
  unknown: 0,
  suppressed: 0,
  unused: 0,
};

describe("causes", () => {
  it("leaves out what did not occur and names the most frequent", () => {
    const causes = { burst: 1, idle: 3, deployment: 0, first: 0 };
    expect(causeShares(causes)).toEqual([
      { cause: "burst", count: 1, share: 0.25 },
      { cause: "idle", count: 3, share: 0.75 },
    ]);
    expect(mainCause(causes)).toMatchObject({ cause: "idle", count: 3 });
    expect(mainCause({ burst: 0, idle: 0, deployment: 0, first: 0 })).toBeNull();
  });
});

describe("kindsInWords", () => {
  it("counts environments once: suppressed inits and unused environments are not among them", () => {
    expect(kindsInWords({ ...none, onDemand: 1_234, proactive: 2, suppressed: 9, unused: 1 })).toBe(
      "1,234 on demand, 2 proactive",
    );
    expect(kindsInWords(none)).toBe("");
  });
});

describe("coldStartCharts", () => {
  const bin = { fromMs: 60_000, felt: 2, notFelt: 1, unknown: 0, environments: 3 };

  it("draws felt and not felt, and unknown only where there is any", () => {
    const keys = (unknown: number) =>
      coldStartCharts({ binMs: 60_000, overTime: [{ ...bin, unknown }] })[0].series.map(({ key }) => key);
    expect(keys(0)).toEqual(["notFelt", "felt"]);
    expect(keys(1)).toEqual(["notFelt", "felt", "unknown"]);
  });

  it("holds the bins' begins and counts", () => {
    const [inits, alive] = coldStartCharts({ binMs: 60_000, overTime: [bin] });
    expect(inits).toMatchObject({ periodMs: 60_000, timesMs: [60_000] });
    expect(inits.series.map(({ values }) => values)).toEqual([[1], [2]]);
    expect(alive.series.map(({ values }) => values)).toEqual([[3]]);
  });
});

describe("shownIdleBins", () => {
  const bin = (minute: number, chance: number | null) => ({
    fromMs: minute * 60_000,
    toMs: (minute + 1) * 60_000,
    survived: 0,
    gone: 0,
    chance,
  });

  it("drops the tail to which it never came, but no gap before", () => {
    const bins = [0, 0.1, null, 0.2, 1, 1, null, null].map((chance, minute) => bin(minute, chance));
    expect(shownIdleBins(bins)).toEqual(bins.slice(0, 6));
    expect(shownIdleBins([])).toEqual([]);
  });

  it("keeps a few bins, so that the axis has a length", () => {
    const bins = Array.from({ length: 9 }, (_, minute) => bin(minute, minute === 0 ? 0 : null));
    expect(shownIdleBins(bins)).toHaveLength(5);
  });
});

describe("monthlyAtThisRate", () => {
  it("scales to 730 hours, and what is not known stays unknown", () => {
    expect(monthlyAtThisRate(0.01, 3_600_000)).toBeCloseTo(7.3, 9);
    expect(monthlyAtThisRate(0, 3_600_000)).toBe(0);
    expect(monthlyAtThisRate(null, 3_600_000)).toBeNull();
    expect(monthlyAtThisRate(1, 0)).toBeNull();
  });
});
