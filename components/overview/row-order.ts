import type { Health } from "@/lib/model/views/common";

const severity = { critical: 3, warning: 2, unknown: 1, ok: 0 } as const satisfies Record<Health, number>;

/** Worst first; of equally bad ones the one with more failures, then the busier one, then by name. */
export function byTrouble<T>(
  health: (row: T) => Health,
  failures: (row: T) => number | null,
  volume: (row: T) => number | null,
  name: (row: T) => string,
): (a: T, b: T) => number {
  // Silence is not trouble: rows without data come last.
  const rank = (row: T) => (health(row) === "unknown" ? -1 : severity[health(row)]);
  return (a, b) =>
    rank(b) - rank(a) ||
    (failures(b) ?? 0) - (failures(a) ?? 0) ||
    (volume(b) ?? 0) - (volume(a) ?? 0) ||
    name(a).localeCompare(name(b));
}
