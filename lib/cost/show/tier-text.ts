interface Tier {
  /** null: the last one. */
  readonly upTo: number | null;
  readonly usd: number;
}

/** `up to 6,000,000,000 GB-s $0.0000166667`, `above $0.0000133334`. */
export function tierText({ upTo, usd }: Tier, unit: string, format: (usd: number) => string): string {
  return upTo === null ? `above ${format(usd)}` : `up to ${upTo.toLocaleString("en")} ${unit} ${format(usd)}`;
}
