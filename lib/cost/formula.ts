import type { BillLine } from "@/lib/cost/bill";

/** The line as arithmetic that a reader can repeat: `54,000,000 GB-s × $0.0000166667 = $900.0018`. */
export function formulaOf({ quantity, unit, per, price, usd }: BillLine): string {
  const amount = `${plain(quantity)} ${unit}`;
  if (!price || usd === null) return `${amount}: no price is known`;
  const first = price.tiers[0]?.usd ?? 0;
  const atFirst = (quantity / per) * first;
  const units = per === 1 ? "" : ` per ${plain(per)}`;
  const rate = `$${plain(first)}${units}`;
  if (Math.abs(atFirst - usd) <= Math.abs(usd) * 1e-9) return `${amount} × ${rate} = $${plain(usd)}`;
  return `${amount} × ${rate} = $${plain(atFirst)}; $${plain(usd)} after allowances and tiers`;
}

function plain(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 12, maximumFractionDigits: 12 });
}
