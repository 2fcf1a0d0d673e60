interface Tier {
  /** null: the last one. */
  readonly upTo: number | null;
  readonly usd: number;
}

/** Every digit of the price: `up to 6,000,000,000 GB-s $0.0000166667`, `above $0.0000133334`. */
export function tierText({ upTo, usd }: Tier, unit: string): string {
  const price = `$${usd.toLocaleString("en", { maximumFractionDigits: 12 })}`;
  return upTo === null ? `above ${price}` : `up to ${upTo.toLocaleString("en")} ${unit} ${price}`;
}
