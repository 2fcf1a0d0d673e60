/** What stands where there is nothing to say. Never 0: no data is not zero. */
export const NO_DATA = "–";

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const COMPACT_STEPS = [
  { at: 1e12, suffix: "T" },
  { at: 1e9, suffix: "B" },
  { at: 1e6, suffix: "M" },
  { at: 1e3, suffix: "k" },
] as const;

/**
 * Three significant digits, so that columns of figures stay equally wide.
 *
 *     0 → 0     3.14159 → 3.14     42.25 → 42.3     999.4 → 999     12 → 12
 */
export function threeDigits(value: number): string {
  const size = Math.abs(value);
  const decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return trimZeros(value.toFixed(decimals));
}

/** `1.50` → `1.5`, `2.00` → `2`, `-0` → `0`. */
export function trimZeros(text: string): string {
  const short = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return short === "-0" ? "0" : short;
}

/**
 * A count for a table or a tile: exact below 10,000, then shortened.
 *
 *     7 → 7     9999 → 9,999     12345 → 12.3k     1234567 → 1.23M     0.4 → 0.4
 */
export function formatCount(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NO_DATA;
  const size = Math.abs(value);
  if (size < 10_000) return Number.isInteger(value) ? whole.format(value) : threeDigits(value);
  for (const { at, suffix } of COMPACT_STEPS) {
    // 999,950 would read 1,000k: it belongs to the next step.
    if (size >= at * 0.9995) return `${threeDigits(value / at)}${suffix}`;
  }
  return whole.format(value);
}

/** Every digit: `1234567` → `1,234,567`. For titles and tables of numbers that are copied. */
export function formatExact(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NO_DATA;
  return new Intl.NumberFormat("en", { maximumFractionDigits: 3 }).format(value);
}

/** A part in 0–1 → percent: `0.1234` → `12.3 %`; a share too small to show is `<0.01 %`, never 0. */
export function formatRatio(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NO_DATA;
  const percent = value * 100;
  if (percent !== 0 && Math.abs(percent) < 0.01) return percent > 0 ? "<0.01 %" : ">−0.01 %";
  // 99.96 % must not read 100 %: something did go wrong.
  const almostAll = percent < 100 && percent >= 99.5;
  const text = almostAll ? trimZeros((Math.floor(percent * 100) / 100).toFixed(2)) : threeDigits(percent);
  return `${text} %`;
}
