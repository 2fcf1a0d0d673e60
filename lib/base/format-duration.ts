import { NO_DATA, threeDigits, trimZeros } from "@/lib/base/format-number";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/base/time";

/**
 * Milliseconds in the unit a person would say, with three digits until minutes, then two units.
 *
 *     0 → 0 ms     0.25 → 0.25 ms     12.34 → 12.3 ms     1234 → 1.23 s
 *     59_999 → 60 s → 1 min     90_000 → 1 min 30 s     3_660_000 → 1 h 1 min     90_000_000 → 1 d 1 h
 */
export function formatDuration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return NO_DATA;
  const size = Math.abs(ms);
  if (size !== 0 && size < 0.01) return ms > 0 ? "<0.01 ms" : ">−0.01 ms";
  if (size < 999.5) return `${threeDigits(ms)} ms`;
  if (size < 59_950) return `${threeDigits(ms / SECOND_MS)} s`;
  if (size < HOUR_MS - 500) return twoUnits(ms, MINUTE_MS, "min", SECOND_MS, "s");
  if (size < DAY_MS - MINUTE_MS / 2) return twoUnits(ms, HOUR_MS, "h", MINUTE_MS, "min");
  return twoUnits(ms, DAY_MS, "d", HOUR_MS, "h");
}

function twoUnits(ms: number, big: number, bigName: string, small: number, smallName: string): string {
  const smalls = Math.round(Math.abs(ms) / small);
  const perBig = big / small;
  const rest = smalls % perBig;
  const head = `${ms < 0 ? "−" : ""}${Math.floor(smalls / perBig)} ${bigName}`;
  return rest === 0 ? head : `${head} ${rest} ${smallName}`;
}

/** The length of a setting, in the fewest characters: `900000` → `15 min`, `3000` → `3 s`, `10800000` → `3 h`. */
export function formatSpan(ms: number): string {
  for (const [unit, name] of [
    [DAY_MS, "d"],
    [HOUR_MS, "h"],
    [MINUTE_MS, "min"],
    [SECOND_MS, "s"],
  ] as const) {
    if (ms >= unit && ms % unit === 0) return `${ms / unit} ${name}`;
  }
  return ms >= MINUTE_MS ? formatDuration(ms) : `${trimZeros((ms / SECOND_MS).toFixed(3))} s`;
}
