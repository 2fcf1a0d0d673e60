import { formatCount } from "@/lib/base/format-number";

/** What a row's small graph shows, in words. */
export function sparkLabel(
  noun: string,
  values: readonly (number | null)[],
  errors: readonly (number | null)[],
): string {
  const seen = values.filter((value) => value !== null);
  if (seen.length === 0) return `No ${noun} in this window`;
  const failing = errors.filter((value) => value !== null && value > 0).length;
  const peak = formatCount(Math.max(...seen));
  return `${noun} over time, at most ${peak} a period; errors in ${failing} of ${values.length} periods`;
}
