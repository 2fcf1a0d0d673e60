import fc from "fast-check";
import { expect, it } from "vitest";
import type { ChartSpec } from "@/components/charts/chart-spec";
import { readoutText } from "@/components/charts/readout";
import { stackTops } from "@/components/charts/stack";

function specOf(...rows: readonly (readonly (number | null)[])[]): ChartSpec {
  return {
    key: "k",
    title: "T",
    unit: "usd",
    periodMs: 60_000,
    timesMs: (rows[0] ?? []).map((_, index) => index * 60_000),
    series: rows.map((values, index) => ({ key: `s${index}`, label: `S${index}`, values })),
    limits: [],
    note: null,
    stacked: true,
  };
}

it("stands series on each other and leaves a gap only where nothing is known", () => {
  expect(stackTops(specOf([1, 2, null], [3, null, null], [null, 1, null]))).toEqual([
    [1, 2, null],
    [4, 2, null],
    [4, 3, null],
  ]);
});

it("ends at the sum of all", () => {
  const value = fc.option(fc.nat(1000), { nil: null });
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value, value), { minLength: 1 }), (columns) => {
      const rows = [0, 1, 2].map((row) => columns.map((column) => column[row] ?? null));
      expect(stackTops(specOf(...rows)).at(-1)).toEqual(
        columns.map((column) =>
          column.every((one) => one === null)
            ? null
            : column.reduce<number>((sum, one) => sum + (one ?? 0), 0),
        ),
      );
    }),
  );
});

it("is read as the sum of the window when nobody points, not as its highest period", () => {
  expect(readoutText(specOf([1, 2, null], [null, null, null]), -1, null, "UTC")).toMatchObject({
    caption: "sum of the window",
    values: ["$3.00", "–"],
  });
});
