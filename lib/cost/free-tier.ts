import type { PriceKey } from "@/lib/cost/prices/catalogue";

/** Units a month that every account has free, for good. What shares a pool shares the allowance. */
const pools: readonly { readonly keys: readonly PriceKey[]; readonly free: number }[] = [
  // Neither covers what runs in provisioned environments. [Lambda pricing]
  { keys: ["lambda-requests"], free: 1_000_000 },
  { keys: ["lambda-duration-x86", "lambda-duration-arm"], free: 400_000 },
  { keys: ["lambda-streaming"], free: 100 },
  // 5 GB of ingestion, storage and scans together; what scans take of it is not known here. [CloudWatch pricing]
  { keys: ["logs-lambda-ingestion", "logs-ingestion", "logs-ingestion-infrequent", "logs-storage"], free: 5 },
  { keys: ["xray-traces-recorded"], free: 100_000 },
];

/**
 * What is left to pay of each quantity. A pool's allowance is taken from its members in proportion to their use: AWS
 * does not say in which order it does. API Gateway's allowance ends after 12 months and is left out.
 */
export function afterFreeTier(quantities: ReadonlyMap<PriceKey, number>): ReadonlyMap<PriceKey, number> {
  const left = new Map(quantities);
  for (const { keys, free } of pools) {
    const used = keys.reduce((sum, key) => sum + (quantities.get(key) ?? 0), 0);
    const paid = used <= free ? 0 : (used - free) / used;
    for (const key of keys) {
      const quantity = quantities.get(key);
      if (quantity !== undefined) left.set(key, quantity * paid);
    }
  }
  return left;
}
