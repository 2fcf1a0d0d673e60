import type { Bill, BillLine } from "@/lib/cost/bill";
import type { LineKey } from "@/lib/cost/charges";

/** The lines of several bills at the same prices, added up, dearest first. */
export function mergedLines(bills: readonly Bill[]): readonly BillLine[] {
  const merged = new Map<LineKey, BillLine>();
  for (const line of bills.flatMap(({ lines }) => lines)) {
    const known = merged.get(line.line);
    merged.set(
      line.line,
      known
        ? {
            ...known,
            quantity: known.quantity + line.quantity,
            usd: known.usd === null || line.usd === null ? null : known.usd + line.usd,
          }
        : line,
    );
  }
  return [...merged.values()].sort((a, b) => (b.usd ?? 0) - (a.usd ?? 0));
}
