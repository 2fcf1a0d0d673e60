import { integer, mix, pick, unit } from "@/lib/sandbox/world/simulation/random";
import {
  articleOf,
  customerOf,
  requestKey,
  resourceNumberOf,
} from "@/lib/sandbox/world/simulation/request-facts";
import type { InvocationRecord } from "@/lib/sandbox/world/types";

/** What the messages of one invocation talk about. */
export interface LogFacts {
  readonly key: number;
  readonly order: number;
  readonly customer: number;
  readonly tier: string;
  readonly sku: string;
  readonly amount: number;
  readonly currency: string;
  readonly country: string;
  readonly record: InvocationRecord;
}

/**
 * `rootRequest` is the API request at the head of the chain of publishers, or -1: a consumer speaks of the same order
 * and customer as the request that caused its message.
 */
export function logFactsOf(
  seed: number,
  invocationKey: number,
  record: InvocationRecord,
  rootRequest: number,
): LogFacts {
  const key = rootRequest >= 0 ? requestKey(seed, rootRequest) : mix(invocationKey, 90);
  const customer = customerOf(key);
  return {
    key: invocationKey,
    order: resourceNumberOf(key),
    customer,
    tier: pick(mix(seed, customer), 5, ["basic", "plus", "gold"] as const),
    sku: `A-${1000 + articleOf(key)}`,
    amount: integer(key, 92, 499, 24_999),
    currency: unit(key, 93) < 0.6 ? "EUR" : "USD",
    country: pick(key, 94, ["DE", "FR", "IT", "ES", "NL", "PL", "US"] as const),
    record,
  };
}
