import { describe, expect, it } from "vitest";
import { groupsCsv, linesCsv } from "@/lib/cost/show/bill-csv";
import { quantityText } from "@/lib/cost/show/quantity";
import { tierText } from "@/lib/cost/show/tier-text";
import { topSeries } from "@/lib/cost/show/top-series";
import type { CostLine } from "@/lib/model/views/cost-estimate";

const line: CostLine = {
  line: "lambda-requests",
  label: "Requests",
  quantity: 1000,
  unit: "requests",
  usd: 0.0002,
  formula: "1,000 requests × $0.20 per 1,000,000 = $0.0002",
  price: {
    per: 1e6,
    tiers: [{ upTo: null, usd: 0.2 }],
    verified: true,
    note: null,
    source: "A list",
    url: null,
    date: "2026-09-19",
  },
};

describe("CSV", () => {
  it("has every digit, and both ends of what is not exact", () => {
    const high = { ...line, quantity: 1100, usd: 0.00022 };
    const exact = { line: "b", label: "B", low: { ...line, usd: null, price: null }, high: null };
    const rows = linesCsv({ lines: [{ line: "a", label: "A", low: line, high }, exact] }).split("\r\n");
    expect(rows[1]).toMatch(
      /^"A",1000,1100,"requests",0\.0002,0\.00022,"1,000 requests .*","2026-09-19","A list"$/,
    );
    expect(rows[2]).toMatch(/^"B",1000,1000,"requests",,,".*","",""$/);
  });

  it("disarms names that a spreadsheet would run, and leaves unknown figures empty", () => {
    const group = {
      key: '=HYPERLINK("x")',
      total: { lowUsd: 1, highUsd: 2 },
      requests: null,
      perThousand: null,
      previous: null,
      lines: [],
    };
    expect(groupsCsv("function", [group]).split("\r\n")[1]).toBe(`"'=HYPERLINK(""x"")",1,2,,,,,`);
  });
});

it("never writes a small quantity as nothing", () => {
  const of = (low: number, high: number | null) => {
    const at = (quantity: number) => ({ ...line, quantity, unit: "GB" });
    return quantityText({ line: "a", label: "A", low: at(low), high: high === null ? null : at(high) });
  };
  expect([of(0.0044, null), of(0, 0.00051), of(0, null), of(34_567, null), of(1.5, 1.501)]).toEqual([
    "0.0044 GB",
    "0 – 0.00051 GB",
    "0 GB",
    "34.6k GB",
    "1.5 GB",
  ]);
});

it("writes every digit of a tier's price", () => {
  expect(tierText({ upTo: 6e9, usd: 0.0000166667 }, "GB-s")).toBe("up to 6,000,000,000 GB-s $0.0000166667");
  expect(tierText({ upTo: null, usd: 0.9 }, "GB")).toBe("above $0.9");
});

describe("topSeries", () => {
  const series = (line: string, ...usd: (number | null)[]) => ({ line, label: line, usd });
  const of = (...all: ReturnType<typeof series>[]) => ({ binMs: 1, timesMs: [0, 1], series: all });

  it("puts the dearest first and the rest together, unknown where all of it is", () => {
    const found = topSeries(
      of(series("a", 1, null), series("b", 5, 5), series("c", 2, null), series("d", 0, 0)),
      2,
    );
    expect(found).toEqual([
      { key: "b", label: "b", values: [5, 5] },
      { key: "rest", label: "2 others", values: [3, null] },
    ]);
  });

  it("leaves out what cost nothing, and needs no rest where all have room", () => {
    expect(topSeries(of(series("a", 0, null), series("b", null, 1)), 6).map(({ key }) => key)).toEqual(["b"]);
  });
});
