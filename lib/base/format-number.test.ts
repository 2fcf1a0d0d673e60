import { describe, expect, it } from "vitest";
import { formatDuration, formatSpan } from "@/lib/base/format-duration";
import { formatUsd } from "@/lib/base/format-money";
import { formatCount, formatExact, formatRatio } from "@/lib/base/format-number";
import { formatBytes, formatMemoryMb } from "@/lib/base/format-size";
import { formatChange, formatValue } from "@/lib/base/format-value";

const tables: readonly [
  name: string,
  format: (value: number) => string,
  rows: readonly (readonly [number, string])[],
][] = [
  [
    "counts are exact below 10,000, then three digits",
    formatCount,
    [
      [0, "0"],
      [7, "7"],
      [0.4, "0.4"],
      [9_999, "9,999"],
      [10_000, "10k"],
      [12_345, "12.3k"],
      [999_499, "999k"],
      [999_950, "1M"],
      [1_234_567, "1.23M"],
      [2.5e9, "2.5B"],
      [-12_345, "-12.3k"],
      [Number.NaN, "–"],
      [Number.POSITIVE_INFINITY, "–"],
    ],
  ],
  [
    "exact keeps every digit",
    formatExact,
    [
      [1_234_567, "1,234,567"],
      [0.12345, "0.123"],
    ],
  ],
  [
    "ratios never round a fault away",
    formatRatio,
    [
      [0, "0 %"],
      [0.00001, "<0.01 %"],
      [0.0012, "0.12 %"],
      [0.1234, "12.3 %"],
      [0.995, "99.5 %"],
      [0.99999, "99.99 %"],
      [1, "100 %"],
    ],
  ],
  [
    "durations widen",
    formatDuration,
    [
      [0, "0 ms"],
      [0.001, "<0.01 ms"],
      [0.25, "0.25 ms"],
      [12.34, "12.3 ms"],
      [999.6, "1 s"],
      [1_234, "1.23 s"],
      [59_990, "1 min"],
      [90_000, "1 min 30 s"],
      [3_599_700, "1 h"],
      [3_660_000, "1 h 1 min"],
      [86_399_999, "1 d"],
      [90_000_000, "1 d 1 h"],
    ],
  ],
  [
    "settings read short",
    formatSpan,
    [
      [900_000, "15 min"],
      [3_000, "3 s"],
      [10_800_000, "3 h"],
      [1_500, "1.5 s"],
      [90_000, "90 s"],
      [604_800_000, "7 d"],
    ],
  ],
  [
    "bytes by 1,024",
    formatBytes,
    [
      [0, "0 B"],
      [512, "512 B"],
      [1_000, "0.98 KB"],
      [1_536, "1.5 KB"],
      [262_144_000, "250 MB"],
    ],
  ],
  [
    "memory as configured",
    formatMemoryMb,
    [
      [128, "128 MB"],
      [10_240, "10,240 MB"],
    ],
  ],
  [
    "dollars keep two digits that matter",
    formatUsd,
    [
      [0, "$0.00"],
      [0.00000042, "<$0.0001"],
      [0.0012, "$0.0012"],
      [0.0123, "$0.012"],
      [12.345, "$12.35"],
      [1_234.5, "$1,234.50"],
      [-3, "−$3.00"],
    ],
  ],
  [
    "changes are signed",
    formatChange,
    [
      [0, "±0 %"],
      [0.0301, "+3 %"],
      [0.123, "+12 %"],
      [-0.5, "−50 %"],
      [2, "3.0×"],
      [41, "42×"],
    ],
  ],
];

describe.each(tables)("%s", (_name, format, rows) => {
  it.each(rows)("%d → %s", (value, text) => expect(format(value)).toBe(text));
});

it("shows no data as a dash in every unit, never as 0", () => {
  for (const unit of ["count", "ratio", "ms", "bytes", "usd", "per-second", "mb"] as const) {
    expect(formatValue(null, unit)).toBe("–");
    expect(formatValue(undefined, unit)).toBe("–");
  }
});
