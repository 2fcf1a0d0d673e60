import "server-only";

/** List prices of provisioned concurrency, US dollars a GB-second. A region without figures is not scaled from another. */
const prices: Readonly<Record<string, { readonly x86_64: number; readonly arm64: number | null }>> = {
  "us-east-1": { x86_64: 0.0000041667, arm64: 0.0000033334 },
  "eu-west-1": { x86_64: 0.000004646, arm64: null },
};

/** null: not known. */
export function provisionedPriceOf(region: string, architecture: string): number | null {
  const known = prices[region];
  if (known === undefined) return null;
  if (architecture === "arm64") return known.arm64;
  return architecture === "x86_64" ? known.x86_64 : null;
}
