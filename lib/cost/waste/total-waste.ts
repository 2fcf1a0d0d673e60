import type { WasteKind } from "@/lib/model/views/cost-waste";

/** A priced finding as far as the total goes, US dollars a month. */
export interface TotalPart {
  readonly kind: WasteKind;
  readonly subject: string;
  readonly lowUsd: number;
  readonly highUsd: number;
}

/** These count the same executions of a function: a retry may time out, and has memory that it does not use. */
const overlapping: ReadonlySet<WasteKind> = new Set([
  "unused-memory",
  "timeouts",
  "retries",
  "cold-start-init",
]);

/** At least the largest of what overlaps, at most all of it. */
export function totalWaste(parts: readonly TotalPart[]): { lowUsd: number; highUsd: number } {
  const largest = new Map<string, number>();
  for (const { kind, subject, lowUsd } of parts) {
    const key = overlapping.has(kind) ? `executions ${subject}` : `${kind} ${subject}`;
    // Two findings of one kind and subject, such as two aliases, are apart from each other.
    const known = largest.get(key) ?? 0;
    largest.set(key, overlapping.has(kind) ? Math.max(known, lowUsd) : known + lowUsd);
  }
  return {
    lowUsd: [...largest.values()].reduce((sum, usd) => sum + usd, 0),
    highUsd: parts.reduce((sum, { highUsd }) => sum + highUsd, 0),
  };
}
