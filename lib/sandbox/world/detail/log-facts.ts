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

/** Publisher's facts are not passed on: a message names what the consumer read from its own event. */
export function logFactsOf(seed: number, invocationKey: number, record: InvocationRecord): LogFacts {
  const key = record.requestIndex >= 0 ? requestKey(seed, record.requestIndex) : mix(invocationKey, 90);
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
