import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chartRows } from "@/components/charts/chart-rows";
import type { ChartSpec } from "@/components/charts/chart-spec";

const MINUTE = 60_000;

/** `"3 . 5"` → [3, null, 5]: one period a word, a dot is a gap. */
function values(drawn: string): (number | null)[] {
  return drawn
    .trim()
    .split(/\s+/)
    .map((word) => (word === "." ? null : Number(word)));
}

function spec(...drawn: readonly string[]): ChartSpec {
  const all = drawn.map(values);
  return {
    key: "k",
    title: "T",
    unit: "count",
    periodMs: MINUTE,
    timesMs: (all[0] ?? []).map((_, i) => i * MINUTE),
    series: all.map((series, i) => ({ key: String(i), label: String(i), values: series })),
    limits: [],
    note: null,
  };
}

describe("steps", () => {
  it("end where their last period ends", () => {
    expect(chartRows(spec("3 5"), true)).toEqual([
      { t: 0, s0: 3 },
      { t: MINUTE, s0: 5 },
      { t: 2 * MINUTE, s0: 5 },
    ]);
  });

  it("stop before a gap and do not reach over it", () => {
    expect(chartRows(spec("3 . 5"), true)).toEqual([
      { t: 0, s0: 3 },
      { t: MINUTE - 1, s0: 3 },
      { t: MINUTE, s0: null },
      { t: 2 * MINUTE, s0: 5 },
      { t: 3 * MINUTE, s0: 5 },
    ]);
  });

  it("of one series do not break those of another that goes on", () => {
    const rows = chartRows(spec("3 . 5", "1 2 3"), true);
    expect(rows.map((row) => row.s1)).not.toContain(null);
    expect(rows[1]).toEqual({ t: MINUTE - 1, s0: 3, s1: 1 });
  });
});

describe("lines", () => {
  it("make a lone point as long as its period", () => {
    expect(chartRows(spec(". 4 ."), false)).toEqual([
      { t: 0, s0: null },
      { t: MINUTE, s0: 4 },
      { t: 2 * MINUTE - 1, s0: 4 },
      { t: 2 * MINUTE, s0: null },
    ]);
  });

  it("add nothing to points that have a neighbour", () => {
    expect(chartRows(spec("1 2 . 3 4"), false)).toHaveLength(5);
  });
});

it("keeps every point, keeps times ascending and invents no value", () => {
  const value = fc.option(fc.integer({ min: 0, max: 9 }), { nil: null });
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { maxLength: 30 }), fc.boolean(), (pairs, steps) => {
      const chart: ChartSpec = {
        ...spec("1", "1"),
        timesMs: pairs.map((_, i) => i * MINUTE),
        series: [0, 1].map((s) => ({
          key: `${s}`,
          label: `${s}`,
          values: pairs.map((pair) => pair[s] ?? null),
        })),
      };
      const before = structuredClone(chart);
      const rows = chartRows(chart, steps);
      expect(chart).toEqual(before);
      const times = rows.map((row) => row.t ?? Number.NaN);
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
      pairs.forEach(([a, b], i) => {
        expect(rows.find((row) => row.t === i * MINUTE)).toEqual({ t: i * MINUTE, s0: a, s1: b });
      });
      for (const s of [0, 1]) {
        const real = new Set(pairs.map((pair) => pair[s] ?? null));
        for (const row of rows) if (row[`s${s}`] !== null) expect(real).toContain(row[`s${s}`]);
      }
    }),
  );
});
